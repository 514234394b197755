package com.aluminatiai.estimation.names;

import java.util.Map;

/**
 * From a name in any spelling to what it stands for. An open-addressing table over the characters
 * that count (see {@link NameText}): they are hashed and compared while they are read, so that a
 * look-up creates no objects and remembers nothing.
 *
 * @param <V> what names stand for
 */
public final class NameIndex<V> {
  private final char separator;
  private final String[] keys;
  private final int[] hashes;
  private final Object[] values;
  private final int mask;

  /**
   * @param entries by normalised name, see {@link NameText#normalised}
   * @param separator what a run of separators reads as; 0 for nothing
   */
  public NameIndex(Map<String, V> entries, char separator) {
    this.separator = separator;
    int capacity = Integer.highestOneBit(Math.max(8, entries.size() * 2)) * 2;
    mask = capacity - 1;
    keys = new String[capacity];
    hashes = new int[capacity];
    values = new Object[capacity];
    for (Map.Entry<String, V> entry : entries.entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
  }

  private void put(String key, V value) {
    int hash = 0;
    for (int i = 0; i < key.length(); i++) {
      hash = mixed(hash, key.charAt(i));
    }
    int slot = spread(hash);
    while (keys[slot] != null) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    hashes[slot] = hash;
    values[slot] = value;
  }

  /**
   * What {@code name} stands for; null if it is not known. Of a Kubernetes label, {@code
   * nvidia.com/gpu.product=NVIDIA-A100-SXM4-80GB} for instance, the value counts.
   */
  @SuppressWarnings("unchecked") // put takes nothing but V
  public V find(String name) {
    if (name.length() > NameText.LONGEST) {
      return null;
    }
    int hash = 0;
    int first = name.lastIndexOf('=') + 1;
    for (long step = NameText.next(name, first, separator);
        step >= 0;
        step = NameText.next(name, NameText.position(step), separator)) {
      hash = mixed(hash, NameText.character(step));
    }
    int slot = spread(hash);
    while (keys[slot] != null) {
      if (hashes[slot] == hash && matches(keys[slot], name, first)) {
        return (V) values[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private boolean matches(String key, String name, int start) {
    int at = 0;
    for (long step = NameText.next(name, start, separator);
        step >= 0;
        step = NameText.next(name, NameText.position(step), separator)) {
      if (at == key.length() || key.charAt(at) != NameText.character(step)) {
        return false;
      }
      at++;
    }
    return at == key.length() && at > 0;
  }

  private static int mixed(int hash, char character) {
    return hash * 31 + character;
  }

  private int spread(int hash) {
    int spread = hash * 0x9E3779B9;
    return (spread ^ (spread >>> 15)) & mask;
  }
}
