package com.aluminatiai.http.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The accelerators in one of Slurm's lists of trackable resources, {@code
 * billing=32,cpu=32,gres/gpu=4,gres/gpu:a100=4,node=1}: there the typed entry repeats the plain one
 * and adds nothing to it.
 *
 * @param total all accelerators, 0 or more
 * @param byType those whose type is named
 * @param shares what it has of accelerators that several jobs share, by {@code gres/mps} and the
 *     like
 * @param notUnderstood entries about accelerators that cannot be read
 */
record SlurmTres(
    long total, Map<String, Long> byType, Map<String, Long> shares, List<String> notUnderstood) {
  private static final String GPU = "gres/gpu";
  private static final Pattern SHARE = Pattern.compile("gres/(?:shard|mps)(?::.+)?");

  /** What Slurm tells of accelerators beside their number. */
  private static final Pattern USAGE = Pattern.compile("gres/gpu(?:mem|util)(?::.+)?");

  /** An entry of {@code AllocGRES}: {@code gpu:a100:4(S:0-1)}. */
  private static final Pattern GRES =
      Pattern.compile("(gpu|mps|shard)(?::(.*?[^:].*?))??(?::(\\d{1,9}))?");

  private static final Pattern SLICE =
      Pattern.compile(".*\\d+g[._-]\\d+gb.*|(?:.*[._-])?mig(?:[._-].*)?");

  /** A slice whose name says of which card: that is charged with its share. */
  private static final Pattern SLICE_OF_A_CARD =
      Pattern.compile("[a-z][a-z_-]*\\d+.*[._:-]\\d+g[._-]\\d+gb.*");

  /** A slice whose name says its size alone. */
  private static final Pattern SLICE_ALONE = Pattern.compile("(?:mig[._-])?(\\d+g)[._-](\\d+gb).*");

  static SlurmTres read(String list) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> notUnderstood = new ArrayList<>();
    for (String entry : list.split(",")) {
      int equals = entry.indexOf('=');
      String name = equals < 0 ? entry : entry.substring(0, equals);
      Optional<Long> count = count(equals < 0 ? "" : entry.substring(equals + 1));
      boolean isGpu = name.equals(GPU) || name.startsWith(GPU + ":");
      if (isGpu || SHARE.matcher(name).matches()) {
        count.ifPresentOrElse(
            number -> counts.merge(name, number, Long::sum), () -> notUnderstood.add(entry));
      } else if (name.toLowerCase(Locale.ROOT).contains("gpu") && !USAGE.matcher(name).matches()) {
        notUnderstood.add(entry);
      }
    }
    return of(counts, notUnderstood);
  }

  /** Reads the list of older releases, {@code gpu:a100:4} or {@code gpu:4}. */
  static SlurmTres readGres(String list) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> notUnderstood = new ArrayList<>();
    for (String entry : list.replaceAll("\\([^)]*\\)", "").split(",")) {
      Matcher gres = GRES.matcher(entry.strip());
      if (gres.matches()) {
        String type = gres.group(2) == null ? "" : ":" + gres.group(2);
        long count = gres.group(3) == null ? 1 : Long.parseLong(gres.group(3));
        counts.merge("gres/" + gres.group(1) + type, count, Long::sum);
      } else if (entry.toLowerCase(Locale.ROOT).contains("gpu")) {
        notUnderstood.add(entry);
      }
    }
    return of(counts, notUnderstood);
  }

  private static SlurmTres of(Map<String, Long> counts, List<String> notUnderstood) {
    Map<String, Long> byType = new LinkedHashMap<>();
    Map<String, Long> shares = new LinkedHashMap<>();
    counts.forEach(
        (name, count) -> {
          if (count > 0 && name.startsWith(GPU + ":")) {
            byType.put(name.substring(GPU.length() + 1), count);
          } else if (count > 0 && !name.equals(GPU)) {
            shares.put(name, count);
          }
        });
    long typed = byType.values().stream().mapToLong(Long::longValue).sum();
    return new SlurmTres(
        Math.max(counts.getOrDefault(GPU, 0L), typed), byType, shares, List.copyOf(notUnderstood));
  }

  private static Optional<Long> count(String digits) {
    return digits.matches("\\d{1,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  /** Returns whether no accelerator is used, not even a part of one. */
  boolean isWithoutGpu() {
    return total == 0 && shares.isEmpty() && notUnderstood.isEmpty();
  }

  /** Says why the accelerators cannot be told in one line; empty if they can. */
  Optional<String> problem() {
    if (!notUnderstood.isEmpty()) {
      return Optional.of(
          "has "
              + String.join(", ", notUnderstood)
              + ", which is no entry such as gres/gpu=2 or gres/gpu:a100=2");
    }
    if (total > 0 && !shares.isEmpty()) {
      return Optional.of(
          "has whole GPUs and shares of one ("
              + String.join(", ", shares.keySet())
              + "): submit them one by one");
    }
    if (byType.size() > 1) {
      return Optional.of(
          "mixes types of GPU ("
              + String.join(", ", byType.keySet())
              + "): submit them one by one");
    }
    boolean isPartlyTyped = byType.values().stream().anyMatch(count -> count < total);
    return isPartlyTyped
        ? Optional.of("names the type of some of its GPUs only: submit them one by one")
        : Optional.empty();
  }

  /** The type that is named, also of a share. */
  Optional<String> type() {
    return byType.keySet().stream()
        .findFirst()
        .or(
            () ->
                shares.keySet().stream()
                    .filter(name -> name.contains(":"))
                    .map(name -> name.substring(name.indexOf(':') + 1))
                    .findFirst());
  }

  /** How many of {@code mps} or {@code shard} it has; 0 if none. */
  long share(String kind) {
    return shares.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().equals("gres/" + kind)
                    || entry.getKey().startsWith("gres/" + kind + ":"))
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Whether a type is a slice of some card, and does not say of which. */
  static boolean isSliceOfNoCard(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return SLICE.matcher(name).matches() && !SLICE_OF_A_CARD.matcher(name).matches();
  }

  /** A slice's name beside that of its card, {@code MIG 1g.5gb}; empty if it has no size. */
  static Optional<String> slice(String type) {
    Matcher slice = SLICE_ALONE.matcher(type.toLowerCase(Locale.ROOT));
    return slice.matches()
        ? Optional.of("MIG " + slice.group(1) + "." + slice.group(2))
        : Optional.empty();
  }
}
