package com.aluminatiai.http.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects everything that is wrong with a request, so that the caller hears of all of it at once:
 * one fault a field, in the order in which the fields are documented, at most 100.
 */
public final class Faults {
  private static final int MOST = 100;
  private static final String NONE = "";

  private final Map<String, String> messages = new LinkedHashMap<>();
  private boolean isCut;

  /** Gives a field its place in the order. */
  void expect(String field) {
    messages.putIfAbsent(field, NONE);
  }

  /** Adds a fault; of several of one field the first is told. */
  public void add(String field, String message) {
    if (!isFull() || messages.containsKey(field)) {
      messages.merge(field, message, (first, next) -> first.equals(NONE) ? next : first);
    } else {
      cut();
    }
  }

  /** Notes that there are more faults than are told. */
  void cut() {
    isCut = true;
  }

  /** Whether a fault of a field that nobody expects would be told no more. */
  boolean isFull() {
    return messages.size() >= MOST;
  }

  /**
   * Ends the collecting.
   *
   * @throws ApiException if anything is wrong
   */
  public void throwIfAny() {
    List<Fault> all = new ArrayList<>();
    messages.forEach(
        (field, message) -> {
          if (!message.equals(NONE)) {
            all.add(new Fault(field, message));
          }
        });
    if (!all.isEmpty()) {
      throw isCut ? ApiException.invalidAmongOthers(all) : ApiException.invalid(all);
    }
  }
}
