package com.aluminatiai.jdbc.row;

import com.aluminatiai.workload.OwnNames;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An owner's names, in one column. */
public final class OwnNamesJson {
  private OwnNamesJson() {}

  public static String write(OwnNames names) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("gpus");
          for (Map.Entry<String, String> name : names.gpus().entrySet()) {
            json.writeStringField(name.getKey(), name.getValue());
          }
          json.writeEndObject();
          json.writeObjectFieldStart("partitions");
          for (Map.Entry<String, String> name : names.partitions().entrySet()) {
            json.writeStringField(name.getKey(), name.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /**
   * Reads the column.
   *
   * @throws IllegalArgumentException if it holds something else
   */
  public static OwnNames read(String text) {
    JsonNode object = Json.read(text);
    return new OwnNames(texts(object, "gpus"), texts(object, "partitions"));
  }

  private static Map<String, String> texts(JsonNode object, String name) {
    JsonNode texts = object.get(name);
    if (texts == null || !texts.isObject()) {
      throw new IllegalArgumentException(name + " must be an object");
    }
    Map<String, String> read = new LinkedHashMap<>();
    texts.fieldNames().forEachRemaining(key -> read.put(key, Json.text(texts, key)));
    return read;
  }
}
