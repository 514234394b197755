package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the model of serving assumes, by key. Immutable and thread-safe. */
final class ServingFactors {
  static final String FILE = "serving-factors.tsv";

  private final Map<String, Double> figures;

  private ServingFactors(Map<String, Double> figures) {
    this.figures = figures;
  }

  static ServingFactors read() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (DataRow row : DataFile.rows(ServingFactors.class, FILE)) {
      if (figures.put(row.required("key"), row.number("value")) != null) {
        throw new IllegalStateException(FILE + " has two rows " + row.required("key"));
      }
    }
    return new ServingFactors(figures);
  }

  double get(String key) {
    Double figure = figures.get(key);
    if (figure == null) {
      throw new IllegalStateException(FILE + " has no row " + key);
    }
    return figure;
  }

  Set<String> keys() {
    return figures.keySet();
  }

  /** Returns a copy with another figure of that key. */
  ServingFactors with(String key, double figure) {
    get(key);
    Map<String, Double> copy = new LinkedHashMap<>(figures);
    copy.put(key, figure);
    return new ServingFactors(copy);
  }
}
