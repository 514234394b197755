package com.aluminatiai.workload.usecase.naming;

/**
 * What is wrong with a name.
 *
 * @param kind {@code gpus} or {@code partitions}
 * @param name the name
 * @param message what is wrong, as the rest of a sentence whose subject is the name
 */
public record NameFault(String kind, String name, String message) {}
