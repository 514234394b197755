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
import java.util.Locale;
import java.util.Map;

/**
 * The names of accelerators. A name that is an alias or a machine's but for case, separators and
 * accents is found without allocating; one that is not is taken apart, see {@link DeviceWords};
 * then its family is looked for; what is still not one device comes back with suggestions. The last
 * of these answers are remembered.
 */
final class AcceleratorNames {
  private static final char NO_SEPARATOR = 0;

  private record Reading(Accelerator accelerator, DeviceWords words) {}

  private final NameIndex<Match<Accelerator>> aliases;
  private final Map<String, Match<Accelerator>> hits;
  private final Map<String, Match<Accelerator>> literal;
  private final ProcessorNames processors;
  private final Deferred<Map<String, List<Reading>>> readings;
  private final Deferred<AcceleratorFamilies> families;
  private final SliceNames slices;
  private final Deferred<NearNames<Accelerator>> near;
  private final RecentNames<Match<Accelerator>> recent = new RecentNames<>();

  AcceleratorNames(
      List<Accelerator> accelerators,
      List<MachineType> machines,
      List<OtherName> others,
      List<SliceRow> slices) {
    AliasTable table = new AliasTable(accelerators);
    table.add(others);
    table.addVendors();
    table.addMachines(machines);
    hits = table.hits();
    literal = table.literal();
    aliases = new NameIndex<>(table.keys(), NO_SEPARATOR);
    processors = new ProcessorNames(others);
    readings = new Deferred<>(() -> readings(accelerators));
    families = new Deferred<>(() -> new AcceleratorFamilies(accelerators));
    this.slices = new SliceNames(slices, this::findWhole);
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

  Match<Accelerator> find(String name) {
    Match<Accelerator> hit = recent.find(name);
    if (hit == null) {
      hit = aliases.find(name);
    }
    return hit != null ? hit : recent.remember(name, findByWords(name));
  }

  /** Finds a device by a name that is known to be no slice's. */
  private Match<Accelerator> findWhole(String name) {
    Match<Accelerator> hit = aliases.find(name);
    return hit != null ? hit : findDevice(name, NameText.plain(name));
  }

  private Match<Accelerator> findByWords(String name) {
    if (name.length() > NameText.LONGEST) {
      return Match.none(near.get().nearest(name));
    }
    String plain = NameText.plain(name);
    Match<Accelerator> whole = aliases.find(plain);
    if (whole != null && whole.kind() != Match.Kind.EXACT) {
      return whole;
    }
    Match<Accelerator> sign = literal.get(plain.toLowerCase(Locale.ROOT));
    if (sign != null) {
      return sign;
    }
    return slices.find(plain).orElseGet(() -> findDevice(name, plain));
  }

  private Match<Accelerator> findDevice(String name, String plain) {
    Map<String, Accelerator> found = new LinkedHashMap<>();
    addDevices(found, plain);
    DeviceWords words = DeviceWords.of(plain);
    if (found.size() == 1) {
      return hits.get(found.keySet().iterator().next()).counted(words.count());
    }
    if (!found.isEmpty()) {
      return AliasTable.shared(List.copyOf(found.values()));
    }
    return families
        .get()
        .find(words)
        .map(match -> match.counted(words.count()))
        .orElseGet(() -> notFound(name, plain));
  }

  private Match<Accelerator> notFound(String name, String plain) {
    return processors.holds(plain)
        ? AliasTable.NO_ACCELERATOR
        : Match.none(near.get().nearest(name));
  }

  /** An alias once noise is left out; else what has the same words; else with a number as GB. */
  private void addDevices(Map<String, Accelerator> found, String name) {
    DeviceWords words = DeviceWords.of(name);
    aliasOf(words).forEach(device -> found.put(device.id(), device));
    if (!found.isEmpty()) {
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

  /** The accelerator of an alias, or those that share the name. */
  private List<Accelerator> aliasOf(DeviceWords words) {
    Match<Accelerator> match = null;
    if (words.memoryGb().isPresent()) {
      match = aliases.find(words.text() + words.memoryGb().getAsInt() + "gb");
    }
    if (match == null) {
      match = aliases.find(words.text());
    }
    if (match == null || match.machine().isPresent()) {
      return List.of();
    }
    List<Accelerator> meant = match.found().map(List::of).orElse(match.suggestions());
    return meant.stream().filter(row -> isVendor(row, words) && isMemory(row, words)).toList();
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

  /** Whether the memory that is asked for, if any, may be the accelerator's. */
  private static boolean isMemory(Accelerator accelerator, DeviceWords asked) {
    return asked.memoryGb().isEmpty()
        || accelerator.memoryGb().isEmpty()
        || ReportedMemory.isOf(accelerator.memoryGb().getAsDouble(), asked.memoryGb().getAsInt());
  }

  static boolean isVendor(Accelerator accelerator, DeviceWords asked) {
    return asked.vendor().isEmpty() || asked.vendor().get().equals(accelerator.vendor());
  }

  List<Accelerator> search(String text) {
    return near.get().containing(text);
  }
}
