package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The constants of the models of this room, each with its band and source: the rows of its files.
 * Immutable and thread-safe.
 */
final class WorkFactors {
  private static final class Standard {
    static final WorkFactors TRAINING = read("training-factors.tsv");
    static final WorkFactors MEMORY = read("memory-factors.tsv");
  }

  private final Map<String, Range> bands;

  private WorkFactors(Map<String, Range> bands) {
    this.bands = Collections.unmodifiableMap(bands);
  }

  static WorkFactors training() {
    return Standard.TRAINING;
  }

  static WorkFactors memory() {
    return Standard.MEMORY;
  }

  private static WorkFactors read(String file) {
    Map<String, Range> bands = new LinkedHashMap<>();
    for (DataRow row : DataFile.rows(WorkFactors.class, file)) {
      row.required("unit");
      row.required("source");
      String key = row.required("key");
      Range band = new Range(row.number("low"), row.number("best"), row.number("high"));
      if (bands.put(key, band) != null) {
        throw new IllegalStateException(file + " has two rows " + key);
      }
    }
    return new WorkFactors(bands);
  }

  Map<String, Range> all() {
    return bands;
  }

  boolean has(String key) {
    return bands.containsKey(key);
  }

  Range get(String key) {
    Range band = bands.get(key);
    if (band == null) {
      throw new IllegalStateException("no factor " + key);
    }
    return band;
  }

  double best(String key) {
    return get(key).best();
  }

  /** Returns a copy with another band. */
  WorkFactors with(String key, Range band) {
    get(key);
    Map<String, Range> copy = new LinkedHashMap<>(bands);
    copy.put(key, band);
    return new WorkFactors(copy);
  }
}
