package com.aluminatiai.estimation;

import java.util.function.Supplier;

/**
 * Something computed when it is first asked for: what only names that are not known need would
 * otherwise make every start slower. Thread-safe.
 *
 * @param <T> what is computed
 */
final class Deferred<T> {
  private final Supplier<T> computation;
  private volatile T computed;

  Deferred(Supplier<T> computation) {
    this.computation = computation;
  }

  T get() {
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
