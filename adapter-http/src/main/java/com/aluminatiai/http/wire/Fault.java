package com.aluminatiai.http.wire;

/**
 * What is wrong with one field or parameter.
 *
 * @param field its path, {@code workload.num_gpus} for instance
 * @param message what it must be, without the field's name in front
 */
public record Fault(String field, String message) {}
