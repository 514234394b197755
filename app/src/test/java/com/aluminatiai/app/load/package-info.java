/**
 * Measures the built jar beside the limits of the machine it runs on: what plain JDBC, COPY or an
 * empty handler does with the same rows, at the same time, on the same PostgreSQL. Only the ratios
 * say something; the figures are this machine's.
 *
 * <p>{@code ./mvnw -q -Pload -DskipTests verify} measures everything, prints a table and keeps it
 * in {@code docs/performance}; {@code -Dload.args="post get"} measures some rows. The service runs
 * with its defaults: limits, history, totals, metrics and the request log are on. Limit and service
 * take turns, after a warm-up, and the medians of the rounds count.
 */
package com.aluminatiai.app.load;
