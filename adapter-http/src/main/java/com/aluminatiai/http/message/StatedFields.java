package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.SpecValues;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those of the optional fields that a request states. Each is within its bounds; what is wrong was
 * told to the reader's faults and is left out.
 */
record StatedFields(Map<SpecField, Object> values) implements SpecValues<RuntimeException> {
  static StatedFields read(FieldReader fields, Set<SpecField> wanted) {
    Map<SpecField, Object> values = new EnumMap<>(SpecField.class);
    for (SpecField field : wanted) {
      fields.value(field).ifPresent(value -> values.put(field, value));
    }
    return new StatedFields(values);
  }

  StatedFields and(StatedFields others) {
    Map<SpecField, Object> all = new EnumMap<>(SpecField.class);
    all.putAll(values);
    all.putAll(others.values);
    return new StatedFields(all);
  }

  StatedFields without(SpecField field) {
    Map<SpecField, Object> others = new EnumMap<>(SpecField.class);
    others.putAll(values);
    others.remove(field);
    return new StatedFields(others);
  }

  @Override
  public Optional<?> of(SpecField field) {
    return Optional.ofNullable(values.get(field));
  }
}
