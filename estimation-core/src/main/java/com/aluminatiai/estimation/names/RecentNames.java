package com.aluminatiai.estimation.names;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The answers for the names that were taken apart last: bulk data repeats a few names that no alias
 * has. As many as there are slots are remembered, whatever is asked; a name takes the slot of
 * another one. Thread-safe.
 *
 * @param <V> what names stand for
 */
public final class RecentNames<V> {
  static final int SLOTS = 256;

  private record Answer<V>(String name, V value) {}

  private final AtomicReferenceArray<Answer<V>> answers = new AtomicReferenceArray<>(SLOTS);

  /** What was remembered for {@code name}; null if nothing was, or another name took its slot. */
  public V find(String name) {
    Answer<V> known = answers.get(slot(name));
    return known != null && known.name().equals(name) ? known.value() : null;
  }

  /** Remembers an answer, unless the name is so long that it would take room for nothing. */
  public V remember(String name, V value) {
    if (name.length() <= NameText.LONGEST) {
      answers.set(slot(name), new Answer<>(name, value));
    }
    return value;
  }

  private static int slot(String name) {
    int hash = name.hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
