package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a caller adds to the catalogues and factors of this library, or puts in place of a row of
 * them. All of it enters the version, in a form that no Java writes otherwise.
 *
 * @param accelerators by id
 * @param regions by code
 * @param factors by key
 */
record OwnFactors(
    Map<String, Accelerator> accelerators,
    Map<String, RegionRow> regions,
    Map<String, PowerFactors.Factor> factors) {
  /** What a factor of one accelerator's own begins with, and its unit. */
  private static final Map<String, String> OF_ONE =
      Map.of("embodied_kg.", "kg CO2e", "tpu_watts.", "W", "rating_ratio.", "1");

  static OwnFactors none() {
    return new OwnFactors(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  boolean isEmpty() {
    return accelerators.isEmpty() && regions.isEmpty() && factors.isEmpty();
  }

  List<Accelerator> added(List<Accelerator> known) {
    Map<String, Accelerator> all = new LinkedHashMap<>();
    known.forEach(row -> all.put(row.id(), row));
    all.putAll(accelerators);
    return List.copyOf(all.values());
  }

  List<RegionRow> addedRows(List<RegionRow> known) {
    Map<String, RegionRow> all = new LinkedHashMap<>();
    known.forEach(row -> all.put(row.region().code(), row));
    all.putAll(regions);
    return List.copyOf(all.values());
  }

  PowerFactors added(PowerFactors known) {
    PowerFactors all = known;
    for (PowerFactors.Factor own : factors.values()) {
      all = all.with(own);
    }
    return all;
  }

  /**
   * A factor in place of one that is known, or of one accelerator's own. What no known figure of
   * the kind comes near to, nought, is refused: figures are divided by it.
   */
  static PowerFactors.Factor factor(String key, Range band, String source) {
    Optional<PowerFactors.Factor> known = PowerFactors.standard().find(key);
    Optional<String> unit = known.map(PowerFactors.Factor::unit).or(() -> unitOfOne(key));
    if (unit.isEmpty()) {
      throw new IllegalArgumentException(
          "no power factor is called \""
              + key
              + "\""
              + Misspelling.nearest(key, PowerFactors.standard().keys())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(""));
    }
    if (band.low() == 0 && known.map(factor -> factor.band().low() > 0).orElse(true)) {
      throw new IllegalArgumentException(key + " must be more than 0: " + band.low());
    }
    return new PowerFactors.Factor(key, band, unit.get(), source);
  }

  private static Optional<String> unitOfOne(String key) {
    return OF_ONE.entrySet().stream()
        .filter(kind -> key.startsWith(kind.getKey()) && key.length() > kind.getKey().length())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** All of it as text, for the version; empty if nothing was added. */
  String text() {
    if (isEmpty()) {
      return "";
    }
    List<Object> all = new ArrayList<>(accelerators.values());
    all.addAll(regions.values());
    all.addAll(factors.values());
    return text(all);
  }

  private static String text(Object part) {
    if (part instanceof Double number) {
      return HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
    }
    if (part instanceof OptionalDouble number) {
      return number.isPresent() ? text(number.getAsDouble()) : "";
    }
    if (part instanceof Optional<?> optional) {
      return optional.map(OwnFactors::text).orElse("");
    }
    if (part instanceof List<?> list) {
      StringBuilder line = new StringBuilder();
      list.forEach(one -> line.append(text(one)).append('\t'));
      return line.append('\n').toString();
    }
    return parts(part).map(OwnFactors::text).orElseGet(part::toString);
  }

  private static Optional<List<Object>> parts(Object part) {
    if (part instanceof Accelerator accelerator) {
      return Optional.of(accelerator.parts());
    }
    if (part instanceof Rating rating) {
      return Optional.of(rating.parts());
    }
    if (part instanceof RentalPrice price) {
      return Optional.of(price.parts());
    }
    if (part instanceof Range range) {
      return Optional.of(List.of(range.low(), range.best(), range.high()));
    }
    if (part instanceof RegionRow row) {
      return Optional.of(List.of(row.region().parts(), row.names()));
    }
    if (part instanceof PowerFactors.Factor factor) {
      return Optional.of(List.of(factor.key(), factor.band(), factor.source()));
    }
    return Optional.empty();
  }
}
