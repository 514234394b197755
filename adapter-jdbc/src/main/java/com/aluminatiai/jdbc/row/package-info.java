/**
 * A workload as a row: its columns, how they are read, filtered and changed, and the JSON inside
 * them.
 */
package com.aluminatiai.jdbc.row;
