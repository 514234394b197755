package com.aluminatiai.workload;

import java.util.UUID;

/**
 * An answer that was given and is given again to the same request.
 *
 * @param statusCode the HTTP status, 200 to 299
 * @param workloadId the workload it is about
 * @param body the body as it was sent
 */
public record Answer(int statusCode, UUID workloadId, String body) {}
