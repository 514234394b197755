package com.aluminatiai.workload;

import java.util.Optional;

/**
 * What is wrong with a line of an imported file.
 *
 * @param line its number, from 1
 * @param field the field; empty if it is the line as a whole
 * @param message what it must be
 */
public record ImportFault(long line, Optional<String> field, String message) {}
