package com.aluminatiai.estimation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The constants of the calibrated model, each with its band, unit and source: the rows of {@code
 * power-factors.tsv}. Immutable and thread-safe.
 */
final class PowerFactors {
  /** One row. */
  record Factor(String key, Range band, String unit, String source) {}

  private static final String FILE = "power-factors.tsv";

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

  /** Returns a copy with another best figure, as a refit without some evidence finds it. */
  PowerFactors with(String key, double best) {
    Factor old = get(key);
    Range band = new Range(Math.min(old.band.low(), best), best, Math.max(old.band.high(), best));
    Map<String, Factor> copy = new LinkedHashMap<>(factors);
    copy.put(key, new Factor(key, band, old.unit, old.source));
    return new PowerFactors(copy);
  }

  private static PowerFactors load() {
    Map<String, Factor> factors = new LinkedHashMap<>();
    try (InputStream file = PowerFactors.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Factor factor = parse(line);
        if (factors.put(factor.key, factor) != null) {
          throw new IllegalStateException(FILE + " has two rows " + factor.key);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return new PowerFactors(factors);
  }

  private static Factor parse(String line) {
    String[] cells = line.split("\t", -1);
    Range band =
        new Range(
            Double.parseDouble(cells[1]),
            Double.parseDouble(cells[2]),
            Double.parseDouble(cells[3]));
    return new Factor(cells[0], band, cells[4], cells[5]);
  }
}
