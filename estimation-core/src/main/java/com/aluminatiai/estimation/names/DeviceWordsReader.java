package com.aluminatiai.estimation.names;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the words of one name apart, from the first to the last. */
final class DeviceWordsReader {
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
          "metal",
          "with",
          "design",
          // What AMD's runtime appends to gfx90a.
          "sramecc",
          "xnack");

  /** {@code 8xh100} and {@code 2x3090}; {@code h100x8}, {@code 3090x2} and {@code 80gx8}. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "([1-9][0-9]{0,2})x([a-z].*|[0-9]{4}[a-z]*)"
              + "|([a-z]+[0-9]+[a-z]*|[0-9]{4}[a-z]*|[0-9]{2,3}gi?b?)x([1-9][0-9]{0,2})");

  /** The size of a cloud's machine: {@code 48xlarge} of {@code p5.48xlarge}. */
  private static final Pattern SIZE = Pattern.compile("[0-9]{0,3}xlarge");

  /** A TPU's generation, before the number of its slice's cores: {@code v5p} of {@code v5p-64}. */
  private static final Pattern TPU = Pattern.compile("v[2-9](e|p|litepod)?");

  /** Generations of which a slice's number counts chips; of these others two cores a chip. */
  private static final Set<String> OF_CHIPS = Set.of("v5e", "v5litepod", "v6e");

  private static final Set<String> OF_CORES = Set.of("v2", "v3", "v4", "v5p");

  private static final Set<String> GIGABYTES = Set.of("gb", "gib", "g");

  private static final Set<String> CORES = Set.of("core", "cores");

  private static final Set<String> DEVICES = Set.of("gpu", "gpus", "accelerators");

  /** {@code TiS}, as lists shorten {@code Ti SUPER}. */
  private static final Pattern TI_SUPER = Pattern.compile("(?:[0-9]{4})?tis");

  /** A number before a name is of devices up to here, and rather of GB above: {@code 40 A100}. */
  private static final int MOST_BEFORE_A_NAME = 8;

  private final List<String> words;
  private final StringBuilder text = new StringBuilder();
  private final TreeSet<String> identifying = new TreeSet<>();

  /** What was read of each, in order: the last counts. */
  private final Deque<String> vendors = new ArrayDeque<>();

  private final Deque<Integer> memories = new ArrayDeque<>();
  private final Deque<Integer> counts = new ArrayDeque<>();

  DeviceWordsReader(List<String> words) {
    this.words = words;
  }

  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : NameText.words(name)) {
      if (TI_SUPER.matcher(word).matches()) {
        words.add(word.substring(0, word.length() - 1));
        words.add("super");
      } else {
        words.add(word);
      }
    }
    return words;
  }

  DeviceWords read() {
    for (int i = 0; i < words.size(); i++) {
      if (!SIZE.matcher(words.get(i)).matches()) {
        i += read(i, withoutCount(words.get(i))) ? 1 : 0;
      }
    }
    return new DeviceWords(
        text.toString(),
        String.join(" ", identifying),
        Optional.ofNullable(vendors.peekLast()),
        last(memories),
        last(counts));
  }

  private static OptionalInt last(Deque<Integer> read) {
    return read.isEmpty() ? OptionalInt.empty() : OptionalInt.of(read.getLast());
  }

  /** Reads a word, and says whether the next one belongs to it. */
  private boolean read(int i, String word) {
    String next = i + 1 < words.size() ? words.get(i + 1) : "";
    if (isNumber(word) && GIGABYTES.contains(next)) {
      memories.add(Integer.parseInt(word));
      return true;
    }
    OptionalInt memory = memory(word);
    if (memory.isPresent() && isSame(last(memories), memory)) {
      memories.add(memory.getAsInt());
      return false;
    }
    OptionalInt pair = countOf(i, word, next);
    if (pair.isPresent()) {
      counts.add(pair.getAsInt());
      return !Character.isLetter(next.charAt(0)) || next.equals("x") || DEVICES.contains(next);
    }
    if (isCount(word)) {
      counts.add(Integer.parseInt(word.replace("x", "")));
      return false;
    }
    return isNumber(word) && CORES.contains(next) || identify(i, word);
  }

  /** Takes a word for one that identifies, unless any name may carry it. */
  private boolean identify(int i, String word) {
    if (VENDORS.containsKey(word)) {
      vendors.add(VENDORS.get(word));
      return false;
    }
    if (NOISE.contains(word)) {
      return false;
    }
    identifying.add(word);
    text.append(word);
    if (!isSlice(i)) {
      return false;
    }
    int many = Integer.parseInt(words.get(i + 1));
    if (OF_CHIPS.contains(word) && many > 0) {
      counts.add(many);
    } else if (OF_CORES.contains(word) && many > 1) {
      counts.add(many / 2);
    }
    return true;
  }

  /** {@code h100} of {@code 8xh100} and of {@code h100x8}, whose number is kept. */
  private String withoutCount(String word) {
    Matcher matcher = COUNTED.matcher(word);
    if (!matcher.matches()) {
      return word;
    }
    boolean before = matcher.group(1) != null;
    counts.add(Integer.parseInt(matcher.group(before ? 1 : 4)));
    return matcher.group(before ? 2 : 3);
  }

  /** {@code 8 x} or {@code x 8}; {@code 8 gpus}; a small number before the name. */
  private static OptionalInt countOf(int i, String word, String next) {
    if (word.equals("x") && isNumber(next)) {
      return positive(next);
    }
    if (!isNumber(word) || next.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean ofDevices = DEVICES.contains(next) && word.length() <= 2;
    boolean before =
        i == 0
            && Character.isLetter(next.charAt(0))
            && !CORES.contains(next)
            && Integer.parseInt(word) <= MOST_BEFORE_A_NAME;
    return next.equals("x") || ofDevices || before ? positive(word) : OptionalInt.empty();
  }

  private static OptionalInt positive(String number) {
    int many = Integer.parseInt(number);
    return many > 0 ? OptionalInt.of(many) : OptionalInt.empty();
  }

  /** Whether two statements of memory may be one: {@code 3g.40gb} is a slice's, not a device's. */
  private static boolean isSame(OptionalInt stated, OptionalInt another) {
    return stated.isEmpty() || stated.equals(another);
  }

  static boolean isNumber(String word) {
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

  private boolean isSlice(int i) {
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
}
