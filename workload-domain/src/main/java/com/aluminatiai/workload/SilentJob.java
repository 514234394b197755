package com.aluminatiai.workload;

/**
 * A job of which nothing was heard for too long.
 *
 * @param owner whose it is
 * @param workload the workload as it is stored
 */
public record SilentJob(Owner owner, Workload workload) {}
