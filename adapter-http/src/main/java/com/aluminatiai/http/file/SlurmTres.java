package com.aluminatiai.http.file;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The accelerators in one of Slurm's lists of trackable resources, {@code
 * billing=32,cpu=32,gres/gpu=4,gres/gpu:a100=4,node=1}: there the typed entry repeats the plain one
 * and adds nothing to it.
 *
 * @param total all accelerators, 0 or more
 * @param byType those whose type is named
 * @param shares what it has of accelerators that several jobs share
 */
record SlurmTres(long total, Map<String, Long> byType, Set<String> shares) {
  private static final String GPU = "gres/gpu";
  private static final Pattern SHARE = Pattern.compile("gres/(?:shard|mps)(?::.+)?");
  private static final Pattern SLICE =
      Pattern.compile(".*\\d+g[._-]\\d+gb.*|(?:.*[._-])?mig(?:[._-].*)?");

  /** A slice whose name says of which card: that is charged with its share. */
  private static final Pattern SLICE_OF_A_CARD =
      Pattern.compile("[a-z][a-z-]*\\d+.*[._:-]\\d+g[._-]\\d+gb.*");

  static SlurmTres read(String list) {
    long plain = 0;
    Map<String, Long> byType = new LinkedHashMap<>();
    Set<String> shares = new LinkedHashSet<>();
    for (String entry : list.split(",")) {
      int equals = entry.indexOf('=');
      String name = equals < 0 ? entry : entry.substring(0, equals);
      Optional<Long> count = count(equals < 0 ? "" : entry.substring(equals + 1));
      if (count.isEmpty() || count.get() == 0) {
        continue;
      }
      if (name.equals(GPU)) {
        plain = count.get();
      } else if (name.startsWith(GPU + ":")) {
        byType.merge(name.substring(GPU.length() + 1), count.get(), Long::sum);
      } else if (SHARE.matcher(name).matches()) {
        shares.add(name);
      }
    }
    long typed = byType.values().stream().mapToLong(Long::longValue).sum();
    return new SlurmTres(Math.max(plain, typed), byType, shares);
  }

  private static Optional<Long> count(String digits) {
    return digits.matches("\\d{1,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  /** Returns whether no accelerator is used, not even a part of one. */
  boolean isWithoutGpu() {
    return total == 0 && shares.isEmpty();
  }

  /** Says why the accelerators cannot be told in one line; empty if they can. */
  Optional<String> problem() {
    for (String type : byType.keySet()) {
      String name = type.toLowerCase(Locale.ROOT);
      if (SLICE.matcher(name).matches() && !SLICE_OF_A_CARD.matcher(name).matches()) {
        return Optional.of(
            "has MIG slices ("
                + type
                + ") and does not say of which GPU: their energy is not known");
      }
    }
    if (!shares.isEmpty()) {
      return Optional.of(
          "shares a GPU with other jobs ("
              + String.join(", ", shares)
              + "): its energy is not known");
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

  Optional<String> type() {
    return byType.keySet().stream().findFirst();
  }
}
