package com.aluminatiai.workload.usecase.limit;

import java.time.Duration;

/**
 * What a limit says to one request.
 *
 * @param isGranted whether it may go on
 * @param limit most requests at once
 * @param remaining how many more may follow at once, as far as this replica knows
 * @param untilFull how long until as many as ever may follow at once
 * @param untilNext how long until the next request may be granted; zero if this one is
 */
public record Allowance(
    boolean isGranted, int limit, int remaining, Duration untilFull, Duration untilNext) {}
