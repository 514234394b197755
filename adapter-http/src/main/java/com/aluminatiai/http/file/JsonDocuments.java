package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a list in a JSON document, read one by one, also where several documents follow each
 * other. For one thread.
 */
final class JsonDocuments {
  private static final int MOST_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .build();

  private final JsonParser parser;
  private final String list;
  private Map<String, JsonValue> around = new LinkedHashMap<>();
  private long line = 1;
  private boolean isInList;
  private boolean isBroken;

  /**
   * Begins to read.
   *
   * @param list the name of the list whose items are wanted
   */
  JsonDocuments(InputStream file, String list) throws IOException {
    this.parser = FACTORY.createParser(file);
    this.list = list;
  }

  /**
   * An item of the list, or what stands around a list in a document.
   *
   * @param line the line that it begins on
   * @param fields its fields
   * @param isAround whether it is what stands around a list, or a document that has none
   * @param problem why the file could not be read on; empty if it could
   */
  record Item(long line, JsonValue.Fields fields, boolean isAround, String problem) {}

  /** Reads the next item; empty at the end. */
  Optional<Item> next() throws IOException {
    if (isBroken) {
      return Optional.empty();
    }
    try {
      return read();
    } catch (JsonProcessingException notJson) {
      isBroken = true;
      long at = notJson.getLocation() == null ? line : notJson.getLocation().getLineNr();
      return Optional.of(
          new Item(
              at,
              new JsonValue.Fields(Map.of()),
              false,
              "is no JSON from here on; the file was not read any further"));
    }
  }

  private Optional<Item> read() throws IOException {
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return Optional.empty();
      }
      line = parser.currentTokenLocation().getLineNr();
      if (isInList) {
        if (token == JsonToken.END_ARRAY) {
          isInList = false;
        } else if (value() instanceof JsonValue.Fields fields) {
          return Optional.of(new Item(line, fields, false, ""));
        }
      } else if (token == JsonToken.END_OBJECT) {
        Item document = new Item(line, new JsonValue.Fields(around), true, "");
        around = new LinkedHashMap<>();
        return Optional.of(document);
      } else if (token == JsonToken.FIELD_NAME) {
        field();
      }
    }
  }

  private void field() throws IOException {
    String name = parser.currentName();
    if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(list)) {
      isInList = true;
    } else {
      around.put(name, value());
    }
  }

  private JsonValue value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, value());
        }
        yield new JsonValue.Fields(fields);
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        yield new JsonValue.Items(items);
      }
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(parser.getText());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          JsonValue.NOTHING;
    };
  }
}
