package com.aluminatiai.workload;

import java.util.Optional;

/**
 * The use of an idempotency key by a request that is being taken.
 *
 * @param key the key
 * @param answer the answer, where it is known before the request is taken: it is kept together with
 *     the key then, and nobody has to wait for it or to keep it later
 */
public record KeyUse(IdempotencyKey key, Optional<Answer> answer) {}
