package com.aluminatiai.http.wire;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written: numbers keep their digits, so that nothing is rounded unseen. */
public sealed interface JsonValue {
  /** The one null. */
  Nothing NOTHING = new Nothing();

  /** A text. */
  record Text(String text) implements JsonValue {}

  /** A number. */
  record Number(String digits) implements JsonValue {}

  /** True or false. */
  record Flag(boolean isTrue) implements JsonValue {}

  /** Null. */
  record Nothing() implements JsonValue {}

  /** An array. */
  record Items(List<JsonValue> items) implements JsonValue {}

  /** An object; its fields are in the order in which they were written. */
  record Fields(Map<String, JsonValue> fields) implements JsonValue {}
}
