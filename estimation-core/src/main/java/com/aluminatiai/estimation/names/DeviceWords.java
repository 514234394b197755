package com.aluminatiai.estimation.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
 * @param count the number of devices that is stated; of a slice of TPUs its chips
 */
public record DeviceWords(
    String text, String key, Optional<String> vendor, OptionalInt memoryGb, OptionalInt count) {

  public static DeviceWords of(String name) {
    return new DeviceWordsReader(DeviceWordsReader.words(name)).read();
  }

  /** The same name with each number among its words taken for its memory. */
  public static List<DeviceWords> withNumberAsMemory(String name) {
    List<String> words = DeviceWordsReader.words(name);
    List<DeviceWords> readings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (DeviceWordsReader.isNumber(words.get(i))) {
        List<String> changed = new ArrayList<>(words);
        changed.set(i, words.get(i) + "gb");
        readings.add(new DeviceWordsReader(changed).read());
      }
    }
    return readings;
  }

  public boolean counted() {
    return count.isPresent();
  }
}
