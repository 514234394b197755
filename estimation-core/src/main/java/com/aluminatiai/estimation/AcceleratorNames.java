package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.Deferred;
import com.aluminatiai.estimation.names.DeviceWords;
import com.aluminatiai.estimation.names.NameIndex;
import com.aluminatiai.estimation.names.NameText;
import com.aluminatiai.estimation.names.NearNames;
import com.aluminatiai.estimation.names.RecentNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of accelerators. A name that is an alias but for case, separators and accents is found
 * without allocating; one that is not is taken apart, see {@link DeviceWords}; what then is still
 * not one device comes back with suggestions. The last of these answers are remembered.
 */
final class AcceleratorNames {
  /** Tools report memory in GiB or less what is reserved: down to this share of what is printed. */
  private static final double LEAST_MEMORY_SHARE = 0.93;

  private static final char NO_SEPARATOR = 0;

  private record Reading(Accelerator accelerator, DeviceWords words) {}

  private final NameIndex<Match<Accelerator>> aliases;
  private final Map<String, Match<Accelerator>> hits = new HashMap<>();
  private final Deferred<Map<String, List<Reading>>> readings;
  private final Deferred<NearNames<Accelerator>> near;
  private final RecentNames<Match<Accelerator>> recent = new RecentNames<>();

  AcceleratorNames(List<Accelerator> accelerators) {
    Map<String, Match<Accelerator>> keys = new LinkedHashMap<>();
    for (Accelerator accelerator : accelerators) {
      Match<Accelerator> hit = Match.of(accelerator);
      hits.put(accelerator.id(), hit);
      for (String name : namesOf(accelerator)) {
        claim(keys, name, hit);
      }
    }
    for (Accelerator accelerator : accelerators) {
      addVendor(keys, accelerator);
    }
    aliases = new NameIndex<>(keys, NO_SEPARATOR);
    readings = new Deferred<>(() -> readings(accelerators));
    near = new Deferred<>(() -> new NearNames<>(accelerators, AcceleratorNames::namesOf));
  }

  private static Map<String, List<Reading>> readings(List<Accelerator> accelerators) {
    Map<String, List<Reading>> readings = new HashMap<>();
    for (Accelerator accelerator : accelerators) {
      for (String name : namesOf(accelerator)) {
        DeviceWords words = DeviceWords.of(name);
        // "gpu_8x_a100" is one provider's name of an instance and says nothing of other A100s.
        if (!words.counted()) {
          readings
              .computeIfAbsent(words.key(), key -> new ArrayList<>())
              .add(new Reading(accelerator, words));
        }
      }
    }
    return readings;
  }

  static List<String> namesOf(Accelerator accelerator) {
    List<String> names = new ArrayList<>(accelerator.aliases());
    names.add(accelerator.id());
    names.add(accelerator.name());
    return names;
  }

  private static void claim(
      Map<String, Match<Accelerator>> keys, String name, Match<Accelerator> hit) {
    Match<Accelerator> other = keys.put(NameText.normalised(name, NO_SEPARATOR), hit);
    if (other != null && other != hit) {
      throw new IllegalStateException("alias of two accelerators: " + name);
    }
  }

  /** Every alias with the vendor in front, where no device claims that itself. */
  private void addVendor(Map<String, Match<Accelerator>> keys, Accelerator accelerator) {
    for (String name : namesOf(accelerator)) {
      String key = NameText.normalised(accelerator.vendor().concat(name), NO_SEPARATOR);
      keys.putIfAbsent(key, hits.get(accelerator.id()));
    }
  }

  Match<Accelerator> find(String name) {
    Match<Accelerator> hit = recent.find(name);
    if (hit == null) {
      hit = aliases.find(name);
    }
    return hit != null ? hit : recent.remember(name, findByWords(name));
  }

  private Match<Accelerator> findByWords(String name) {
    Map<String, Accelerator> found = new LinkedHashMap<>();
    if (name.length() <= NameText.LONGEST) {
      addDevices(found, NameText.plain(name));
    }
    if (found.size() == 1) {
      return hits.get(found.keySet().iterator().next());
    }
    return Match.none(found.isEmpty() ? near.get().nearest(name) : found.values());
  }

  /** An alias once noise is left out; else what has the same words; else with a number as GB. */
  private void addDevices(Map<String, Accelerator> found, String name) {
    DeviceWords words = DeviceWords.of(name);
    Optional<Accelerator> alias = aliasOf(words);
    if (alias.isPresent()) {
      found.put(alias.get().id(), alias.get());
      return;
    }
    addDevices(found, words);
    if (found.isEmpty()) {
      DeviceWords.withNumberAsMemory(name).forEach(reading -> addOfMemory(found, reading));
    }
  }

  /**
   * A bare number is a memory only where it is just that: {@code Gaudi 31} is no Gaudi of 32 GB.
   */
  private void addOfMemory(Map<String, Accelerator> found, DeviceWords asked) {
    Map<String, Accelerator> near = new LinkedHashMap<>();
    addDevices(near, asked);
    double memoryGb = asked.memoryGb().orElseThrow();
    near.values().removeIf(device -> device.memoryGb().orElse(0) != memoryGb);
    found.putAll(near);
  }

  private Optional<Accelerator> aliasOf(DeviceWords words) {
    Match<Accelerator> match = null;
    if (words.memoryGb().isPresent()) {
      match = aliases.find(words.text() + words.memoryGb().getAsInt() + "gb");
    }
    if (match == null) {
      match = aliases.find(words.text());
    }
    return match == null
        ? Optional.empty()
        : match.found().filter(row -> isVendor(row, words) && isMemory(row, words));
  }

  private void addDevices(Map<String, Accelerator> found, DeviceWords asked) {
    for (Reading reading : readings.get().getOrDefault(asked.key(), List.of())) {
      if (!asked.key().isEmpty() && isMeant(reading, asked)) {
        found.put(reading.accelerator().id(), reading.accelerator());
      }
    }
  }

  private static boolean isMeant(Reading reading, DeviceWords asked) {
    Accelerator accelerator = reading.accelerator();
    if (!isVendor(accelerator, asked)) {
      return false;
    }
    if (asked.memoryGb().isEmpty()) {
      return reading.words().memoryGb().isEmpty();
    }
    return asked.memoryGb().equals(reading.words().memoryGb()) || isMemory(accelerator, asked);
  }

  /** Whether the memory that is asked for, if any, is the accelerator's or a little less. */
  private static boolean isMemory(Accelerator accelerator, DeviceWords asked) {
    if (asked.memoryGb().isEmpty() || accelerator.memoryGb().isEmpty()) {
      return true;
    }
    int memoryGb = asked.memoryGb().getAsInt();
    double printedGb = accelerator.memoryGb().getAsDouble();
    return memoryGb <= printedGb && memoryGb >= LEAST_MEMORY_SHARE * printedGb;
  }

  private static boolean isVendor(Accelerator accelerator, DeviceWords asked) {
    return asked.vendor().isEmpty() || asked.vendor().get().equals(accelerator.vendor());
  }

  List<Accelerator> search(String text) {
    return near.get().containing(text);
  }
}
