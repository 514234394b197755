package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.JsonValue;
import java.util.List;
import java.util.Map;

/** Ways into a tree of JSON, where what is missing is empty. */
final class Json {
  private static final JsonValue.Fields NO_FIELDS = new JsonValue.Fields(Map.of());

  private Json() {}

  /** Follows names; {@link JsonValue#NOTHING} where one is missing. */
  static JsonValue at(JsonValue tree, String... names) {
    JsonValue at = tree;
    for (String name : names) {
      at =
          at instanceof JsonValue.Fields object
              ? object.fields().getOrDefault(name, JsonValue.NOTHING)
              : JsonValue.NOTHING;
    }
    return at;
  }

  static JsonValue.Fields object(JsonValue tree, String... names) {
    return at(tree, names) instanceof JsonValue.Fields object ? object : NO_FIELDS;
  }

  static List<JsonValue> items(JsonValue tree, String... names) {
    return at(tree, names) instanceof JsonValue.Items list ? list.items() : List.of();
  }

  /** Returns a text, or a number as it was written; an empty text for anything else. */
  static String text(JsonValue tree, String... names) {
    JsonValue value = at(tree, names);
    if (value instanceof JsonValue.Number number) {
      return number.digits();
    }
    return value instanceof JsonValue.Text text ? text.text() : "";
  }
}
