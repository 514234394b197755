package com.example.scheduler;

import com.aluminatiai.estimation.Range;

/**
 * Where a job goes.
 *
 * @param job the job
 * @param region code of the region
 * @param carbonKg what it emits there
 * @param savingPercent what that saves against the home region
 * @param certain whether the saving is larger than its range
 */
record Placement(Job job, String region, Range carbonKg, double savingPercent, boolean certain) {}
