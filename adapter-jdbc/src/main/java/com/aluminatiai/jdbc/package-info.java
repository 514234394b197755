/** Placeholder. */
package com.aluminatiai.jdbc;
