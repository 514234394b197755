package com.aluminatiai.estimation.names;

import java.util.function.Supplier;

/**
 * Something computed when it is first asked for: what only names that are not known need would
 * otherwise make every start slower. Thread-safe.
 *
 * @param <T> what is computed
 */
public final class Deferred<T> {
  private final Supplier<T> computation;
  private volatile T computed;

  public Deferred(Supplier<T> computation) {
    this.computation = computation;
  }

  public T get() {
    T known = computed;
    if (known == null) {
      synchronized (this) {
        known = computed;
        if (known == null) {
          known = computation.get();
          computed = known;
        }
      }
    }
    return known;
  }
}
