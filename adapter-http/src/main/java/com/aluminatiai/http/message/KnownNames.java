package com.aluminatiai.http.message;

import com.aluminatiai.workload.Glossary;
import java.util.function.Supplier;

/**
 * The names that a caller may use.
 *
 * @param regions those of regions
 * @param own the caller's own, asked for when the first name is looked up
 */
public record KnownNames(RegionNames regions, Supplier<Glossary> own) {
  /** Returns the catalogue's name of an accelerator that has one of the caller's; null for null. */
  String gpu(String written) {
    return written == null ? null : own.get().gpu(written).orElse(written);
  }
}
