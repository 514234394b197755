/** Totals: the log of changes, the sums it is folded into, and the queries that read both. */
package com.aluminatiai.jdbc.totals;
