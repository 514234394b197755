package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.DeviceWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the nearest member of a known family for a name whose suffix or memory no device has:
 * {@code H100 72GB}, {@code RTX 5060 Laptop GPU OEM}. Slices of a device are no members.
 */
final class AcceleratorFamilies {
  /** Words that tell members of a family apart. Any other word makes it another device. */
  private static final Set<String> SUFFIXES =
      Set.of(
          "sxm",
          "sxm2",
          "sxm3",
          "sxm4",
          "sxm5",
          "sxm6",
          "pcie",
          "nvl",
          "nvlink",
          "nvl4",
          "nvl8",
          "nvl36",
          "nvl72",
          "oam",
          "laptop",
          "mobile",
          "maxq",
          "super",
          "ti",
          "oem",
          "lhr",
          "d",
          "v2",
          "edition",
          "server",
          "workstation",
          "founders",
          "custom",
          "ada",
          "blackwell",
          "hopper",
          "ampere",
          "superchip",
          "hgx",
          "dgx",
          "vf",
          "ac",
          // Variants of a V100: air or liquid cooling, hypercloud, half or full height.
          "h",
          "hs",
          "ls",
          "n",
          "fhhl",
          "dgxs",
          "dgxl",
          "collectors",
          "collector");

  /** NVIDIA's number of a board, as early parts print it in place of their form: PG509-200. */
  private static final Pattern BOARD = Pattern.compile("pg[0-9]{3}");

  private static final Pattern BOARDS_VARIANT = Pattern.compile("[0-9]{3}");

  private static final Set<String> LAPTOP = Set.of("laptop", "mobile", "maxq");

  /** Less of a device's memory than this is a slice of it. */
  private static final double LEAST_MEMORY_SHARE = 0.5;

  private static final double LOW = 0.8;
  private static final double LOW_OF_LAPTOP = 0.25;
  private static final double HIGH = 1.2;

  private record Member(Accelerator accelerator, DeviceWords words) {}

  private final Map<String, List<Member>> members = new HashMap<>();

  AcceleratorFamilies(List<Accelerator> accelerators) {
    for (Accelerator accelerator : accelerators) {
      for (String name : AcceleratorNames.namesOf(accelerator)) {
        DeviceWords words = DeviceWords.of(name);
        if (!words.counted() && !words.key().isEmpty()) {
          members
              .computeIfAbsent(words.key(), key -> new ArrayList<>())
              .add(new Member(accelerator, words));
        }
      }
    }
  }

  /** Returns the nearest member, with a range that holds its family. */
  Optional<Match<Accelerator>> find(DeviceWords asked) {
    Set<String> suffixes = new LinkedHashSet<>();
    List<String> words = new ArrayList<>();
    for (String word : joined(asked.key())) {
      (SUFFIXES.contains(word) ? suffixes : words).add(word);
    }
    boolean vague = words.size() == 1 && words.get(0).chars().noneMatch(Character::isDigit);
    if (words.isEmpty() || (vague && !suffixes.isEmpty())) {
      // What is meant by the suffix of one word without a number is anybody's guess.
      return Optional.empty();
    }
    List<Member> family = family(words, suffixes, asked);
    return nearest(family, asked)
        .map(member -> answer(member, family, suffixes.stream().anyMatch(LAPTOP::contains)));
  }

  /** The words, {@code max} and {@code q} as one and without a board's number. */
  private static List<String> joined(String key) {
    List<String> words = new ArrayList<>(List.of(key.split(" ")));
    if (words.contains("max") && words.remove("q")) {
      words.set(words.indexOf("max"), "maxq");
    }
    if (words.removeIf(word -> BOARD.matcher(word).matches())) {
      words.removeIf(word -> BOARDS_VARIANT.matcher(word).matches());
    }
    return words;
  }

  /** The members with the most of the suffixes: a laptop's before a card's. */
  private List<Member> family(List<String> words, Set<String> suffixes, DeviceWords asked) {
    List<Member> family = new ArrayList<>();
    int most = 0;
    for (List<Member> sharing : members.values()) {
      for (Member member : sharing) {
        Set<String> own = new LinkedHashSet<>(joined(member.words().key()));
        int shared = (int) suffixes.stream().filter(own::contains).count();
        boolean same = own.size() == words.size() + shared && own.containsAll(words);
        if (same && AcceleratorNames.isVendor(member.accelerator(), asked) && shared >= most) {
          if (shared > most) {
            family.clear();
          }
          most = shared;
          family.add(member);
        }
      }
    }
    return family;
  }

  private static Optional<Accelerator> nearest(List<Member> family, DeviceWords asked) {
    Comparator<Member> nearest =
        Comparator.comparingDouble(member -> memoryDifference(member.accelerator(), asked));
    return family.stream()
        .filter(member -> isWhole(member.accelerator(), asked))
        .min(nearest.thenComparing(member -> member.words().memoryGb().isPresent()))
        .map(Member::accelerator);
  }

  private static double memoryDifference(Accelerator accelerator, DeviceWords asked) {
    return asked.memoryGb().isEmpty()
        ? 0
        : Math.abs(accelerator.memoryGb().orElse(0) - asked.memoryGb().getAsInt());
  }

  private static boolean isWhole(Accelerator accelerator, DeviceWords asked) {
    return asked.memoryGb().isEmpty()
        || asked.memoryGb().getAsInt() >= LEAST_MEMORY_SHARE * accelerator.memoryGb().orElse(0);
  }

  private static Match<Accelerator> answer(
      Accelerator nearest, List<Member> family, boolean laptop) {
    double low = nearest.rating().lowWatts();
    double high = nearest.rating().highWatts();
    for (Member member : family) {
      low = Math.min(low, member.accelerator().rating().lowWatts());
      high = Math.max(high, member.accelerator().rating().highWatts());
    }
    boolean card = laptop && !nearest.name().contains("Laptop");
    Rating rating =
        new Rating(
            low * (card ? LOW_OF_LAPTOP : LOW),
            high * HIGH,
            nearest.rating().otherWatts(),
            Rating.Certainty.ESTIMATED);
    return Match.of(
        nearest.rated(rating),
        Match.Kind.FAMILY,
        "is not in the catalogue: "
            + nearest.name()
            + ", the nearest of its family, is assumed, with a wider range");
  }
}
