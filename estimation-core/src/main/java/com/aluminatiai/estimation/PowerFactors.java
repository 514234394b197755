package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constants of the calibrated model, each with its band, unit and source: the rows of {@code
 * power-factors.tsv}. Immutable and thread-safe.
 */
final class PowerFactors {
  /** One row. */
  record Factor(String key, Range band, String unit, String source) {}

  private static final class Standard {
    static final PowerFactors INSTANCE = load();
  }

  private final Map<String, Factor> factors;

  private PowerFactors(Map<String, Factor> factors) {
    this.factors = factors;
  }

  /** Returns the factors that ship with this library. */
  static PowerFactors standard() {
    return Standard.INSTANCE;
  }

  Factor get(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no power factor " + key));
  }

  Optional<Factor> find(String key) {
    return Optional.ofNullable(factors.get(key));
  }

  /** Returns every factor, in the order of the file. */
  Iterable<Factor> all() {
    return factors.values();
  }

  List<String> keys() {
    return List.copyOf(factors.keySet());
  }

  /** Returns a copy with another best figure, as a refit without some evidence finds it. */
  PowerFactors with(String key, double best) {
    Factor old = get(key);
    return with(
        key, new Range(Math.min(old.band.low(), best), best, Math.max(old.band.high(), best)));
  }

  /** Returns a copy with another band. */
  PowerFactors with(String key, Range band) {
    Factor old = get(key);
    return with(new Factor(key, band, old.unit, old.source));
  }

  /** Returns a copy with another factor of that key. */
  PowerFactors with(Factor other) {
    Map<String, Factor> copy = new LinkedHashMap<>(factors);
    copy.put(other.key(), other);
    return new PowerFactors(copy);
  }

  private static PowerFactors load() {
    Map<String, Factor> factors = new LinkedHashMap<>();
    for (DataRow row : DataFile.rows(FactorFiles.class, FactorFiles.POWER_FACTORS)) {
      Range band = new Range(row.number("low"), row.number("best"), row.number("high"));
      String key = row.required("key");
      Factor factor = new Factor(key, band, row.required("unit"), row.required("source"));
      if (factors.put(key, factor) != null) {
        throw new IllegalStateException(FactorFiles.POWER_FACTORS + " has two rows " + key);
      }
    }
    return new PowerFactors(factors);
  }
}
