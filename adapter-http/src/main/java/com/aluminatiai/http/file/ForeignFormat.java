package com.aluminatiai.http.file;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a foreign file does not say.
 *
 * @param modelSizeGb size of the weights in GB, for every job
 * @param gpuType the accelerator of jobs that name none
 * @param zone the time zone of its times
 */
public record ForeignFormat(double modelSizeGb, Optional<String> gpuType, ZoneId zone) {}
