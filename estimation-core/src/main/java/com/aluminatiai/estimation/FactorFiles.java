package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that every estimate rests on, read once. Their version is the month in {@value #DATE}
 * and a hash of all of them, in the order of {@link #NAMES}.
 */
final class FactorFiles {
  static final String DATE = "factors-version.txt";
  static final String ACCELERATORS = "accelerators.tsv";
  static final String ACCELERATOR_NAMES = "accelerator-names.tsv";
  static final String MACHINE_TYPES = "machine-types.tsv";
  static final String SLICES = "slices.tsv";
  static final String PRICES = "gpu-hour-prices.tsv";
  static final String COUNTRIES = "countries.tsv";
  static final String STATES = "us-states.tsv";
  static final String GRID_AREAS = "grid-areas.tsv";
  static final String REGION_NAMES = "region-names.tsv";
  static final String CLOUD_REGIONS = "cloud-regions.tsv";
  static final String POWER_FACTORS = "power-factors.tsv";
  static final String MODELS = "work/models.tsv";
  static final String TRAINING_FACTORS = "work/training-factors.tsv";
  static final String MEMORY_FACTORS = "work/memory-factors.tsv";
  static final String SERVING_FACTORS = "work/serving-factors.tsv";
  static final String SERVING_CURVES = "work/serving-curves.tsv";

  /** Every factor file. A file that is added here is part of the version. */
  static final List<String> NAMES =
      List.of(
          DATE,
          ACCELERATORS,
          ACCELERATOR_NAMES,
          MACHINE_TYPES,
          SLICES,
          PRICES,
          COUNTRIES,
          STATES,
          GRID_AREAS,
          REGION_NAMES,
          CLOUD_REGIONS,
          POWER_FACTORS,
          MODELS,
          TRAINING_FACTORS,
          MEMORY_FACTORS,
          SERVING_FACTORS,
          SERVING_CURVES);

  private static final int HASH_BYTES = 4;

  private final Map<String, byte[]> contents;

  private FactorFiles(Map<String, byte[]> contents) {
    this.contents = contents;
  }

  static FactorFiles read() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : NAMES) {
      contents.put(name, bytes(name));
    }
    return new FactorFiles(contents);
  }

  static byte[] bytes(String name) {
    return DataFile.bytes(FactorFiles.class, name);
  }

  String text(String name) {
    return new String(contents.get(name), StandardCharsets.UTF_8);
  }

  List<DataRow> rows(String name) {
    return DataRow.parse(name, text(name));
  }

  String version() {
    return version("");
  }

  /** Returns the version of the files and what was added to them. */
  String version(String own) {
    for (String line : text(DATE).split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        return line.strip().concat("+").concat(hash(own));
      }
    }
    throw new IllegalStateException(DATE + " has no date");
  }

  private String hash(String own) {
    MessageDigest digest = sha256();
    for (byte[] content : contents.values()) {
      digest.update(content);
    }
    digest.update(own.getBytes(StandardCharsets.UTF_8));
    byte[] all = digest.digest();
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < HASH_BYTES; i++) {
      hex.append(Character.forDigit((all[i] >> 4) & 0xF, 16));
      hex.append(Character.forDigit(all[i] & 0xF, 16));
    }
    return hex.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
