/**
 * Workloads and API keys in PostgreSQL: {@link com.aluminatiai.jdbc.Database} is the door.
 *
 * <p>A workload is one row whose columns {@code WorkloadColumn} lists; its history is a table of
 * its own. Totals are kept beside: triggers append each change to {@code workload_deltas}, {@code
 * TotalsFolding} adds these to {@code workload_totals}, and a summary is the sum of both. Whatever
 * belongs to an owner is reached through {@code OwnedSql} alone, which puts the owner into every
 * statement.
 */
package com.aluminatiai.jdbc;
