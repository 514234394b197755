package com.aluminatiai.workload;

import java.util.Map;
import java.util.Optional;

/**
 * What a model put into the slots of client code: its word, which has to be checked before anything
 * of it is shown.
 *
 * @param explanation what the code does
 * @param style what the code should do, if the model chose
 * @param fields fields of a submission by their names, each a {@link Double} or a {@link String}
 */
public record CodeSlots(String explanation, Optional<String> style, Map<String, Object> fields) {
  /** Copies the fields. */
  public CodeSlots {
    fields = Map.copyOf(fields);
  }
}
