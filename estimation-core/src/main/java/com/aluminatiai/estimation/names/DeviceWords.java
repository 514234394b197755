package com.aluminatiai.estimation.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device's name taken apart: the words that identify it, the vendor and the memory that it
 * states. Words that every such name may carry, and a number of devices, are left out. What
 * identifies is compared as a whole set, so {@code A1000} is no {@code A100}, and a name with a
 * word that no alias has ({@code MIG}, {@code Laptop}) is not found.
 *
 * @param text the identifying words as they stand in the name, without separators
 * @param key the identifying words, sorted
 * @param vendor the vendor that a brand word names
 * @param memoryGb the memory that is stated
 * @param counted whether a number of devices is stated
 */
public record DeviceWords(
    String text, String key, Optional<String> vendor, OptionalInt memoryGb, boolean counted) {
  private static final Map<String, String> VENDORS =
      Map.ofEntries(
          Map.entry("nvidia", "NVIDIA"),
          Map.entry("tesla", "NVIDIA"),
          Map.entry("geforce", "NVIDIA"),
          Map.entry("amd", "AMD"),
          Map.entry("ati", "AMD"),
          Map.entry("radeon", "AMD"),
          Map.entry("instinct", "AMD"),
          Map.entry("intel", "Intel"),
          Map.entry("habana", "Intel"),
          Map.entry("google", "Google"),
          Map.entry("aws", "AWS"),
          Map.entry("amazon", "AWS"),
          Map.entry("huawei", "Huawei"),
          Map.entry("qualcomm", "Qualcomm"),
          Map.entry("apple", "Apple"));

  private static final Set<String> NOISE =
      Set.of(
          "gpu",
          "gpus",
          "graphics",
          "card",
          "accelerator",
          "accelerators",
          "corporation",
          "corp",
          "inc",
          "tensor",
          "core",
          "generation",
          "gddr5",
          "gddr5x",
          "gddr6",
          "gddr6x",
          "gddr7",
          "hbm",
          "hbm2",
          "hbm2e",
          "hbm3",
          "hbm3e",
          "developer",
          "kit",
          "cloud",
          "ml",
          "metal");

  private static final Pattern COUNTED =
      Pattern.compile("[1-9][0-9]{0,2}x([a-z].*)|([a-z]+[0-9]+)x[1-9][0-9]{0,2}");

  /** The size of a cloud's machine: {@code 48xlarge} of {@code p5.48xlarge}. */
  private static final Pattern SIZE = Pattern.compile("[0-9]{0,3}xlarge");

  /** A TPU's generation, before the number of its slice's cores: {@code v5p} of {@code v5p-64}. */
  private static final Pattern TPU = Pattern.compile("v[2-9](e|p|litepod)?");

  private static final Set<String> GIGABYTES = Set.of("gb", "gib", "g");

  public static DeviceWords of(String name) {
    return of(NameText.words(name));
  }

  private static DeviceWords of(List<String> words) {
    StringBuilder text = new StringBuilder();
    TreeSet<String> identifying = new TreeSet<>();
    Optional<String> vendor = Optional.empty();
    OptionalInt memoryGb = OptionalInt.empty();
    boolean counted = false;
    for (int i = 0; i < words.size(); i++) {
      if (SIZE.matcher(words.get(i)).matches()) {
        continue;
      }
      String word = withoutCount(words.get(i));
      counted |= !word.equals(words.get(i));
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      if (isNumber(word) && GIGABYTES.contains(next)) {
        memoryGb = OptionalInt.of(Integer.parseInt(word));
        i++;
      } else if (memory(word).isPresent() && isSame(memoryGb, memory(word))) {
        memoryGb = memory(word);
      } else if (isCount(word, next)) {
        counted = true;
        i++;
      } else if (isCount(word)) {
        counted = true;
      } else if (VENDORS.containsKey(word)) {
        vendor = Optional.of(VENDORS.get(word));
      } else if (!NOISE.contains(word)) {
        identifying.add(word);
        text.append(word);
        i += isSlice(words, i) ? 1 : 0;
      }
    }
    return new DeviceWords(
        text.toString(), String.join(" ", identifying), vendor, memoryGb, counted);
  }

  /** The same name with each number among its words taken for its memory. */
  public static List<DeviceWords> withNumberAsMemory(String name) {
    List<String> words = NameText.words(name);
    List<DeviceWords> readings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (isNumber(words.get(i))) {
        List<String> changed = new ArrayList<>(words);
        changed.set(i, words.get(i) + "gb");
        readings.add(of(changed));
      }
    }
    return readings;
  }

  /** Whether two statements of memory may be one: {@code 3g.40gb} is a slice's, not a device's. */
  private static boolean isSame(OptionalInt stated, OptionalInt another) {
    return stated.isEmpty() || stated.equals(another);
  }

  /** {@code h100} of {@code 8xh100} and of {@code h100x8}. */
  private static String withoutCount(String word) {
    Matcher matcher = COUNTED.matcher(word);
    if (!matcher.matches()) {
      return word;
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.length() <= 4 && onlyDigits(word);
  }

  private static boolean onlyDigits(String word) {
    return word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static OptionalInt memory(String word) {
    for (String unit : GIGABYTES) {
      String number = word.substring(0, Math.max(0, word.length() - unit.length()));
      if (word.endsWith(unit) && isNumber(number)) {
        return OptionalInt.of(Integer.parseInt(number));
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isSlice(List<String> words, int i) {
    return i + 1 < words.size()
        && TPU.matcher(words.get(i)).matches()
        && isNumber(words.get(i + 1))
        && (i + 2 == words.size() || !GIGABYTES.contains(words.get(i + 2)));
  }

  /** {@code 8x} or {@code x8}. */
  private static boolean isCount(String word) {
    return (word.endsWith("x") && isNumber(word.substring(0, word.length() - 1)))
        || (word.startsWith("x") && isNumber(word.substring(1)));
  }

  /** {@code 8 x} or {@code x 8}. */
  private static boolean isCount(String word, String next) {
    return (isNumber(word) && next.equals("x")) || (word.equals("x") && isNumber(next));
  }
}
