package com.aluminatiai.jdbc.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** JSON documents in columns. Doubles keep their last bit. */
final class Json {
  // Jackson's own conversions of doubles are as exact as the platform's, and quicker.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  /**
   * More than any figure of a workload, in whatever unit: a million accelerators of 100 kW with
   * hosts of 100 kW for a million hours at a PUE of 5 are 1e15 kWh, at 100 USD each 1e17 USD. What
   * is larger was stored by no program, and sums of it could leave the numbers that JSON has.
   */
  static final double MOST = 1e18;

  private Json() {}

  /** Writes to a generator. */
  interface Content {
    void to(JsonGenerator json) throws IOException;
  }

  static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return text.toString();
  }

  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Without the cause, which repeats the text.
      throw new IllegalArgumentException("a column holds what is no JSON");
    }
  }

  static String writeTexts(List<String> texts) {
    return write(
        json -> {
          json.writeStartArray();
          for (String text : texts) {
            json.writeString(text);
          }
          json.writeEndArray();
        });
  }

  /** Writes no list as null. */
  static String writeTextsOrNull(List<String> texts) {
    return texts.isEmpty() ? null : writeTexts(texts);
  }

  /** Reads a column that may be null: nothing then. */
  static List<String> readTexts(String text) {
    if (text == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    JsonNode array = read(text);
    if (!array.isArray()) {
      throw new IllegalArgumentException("a column of texts holds no array");
    }
    array.forEach(node -> texts.add(text("a column of texts", node)));
    return texts;
  }

  /** Returns a text that has to be there. */
  static String text(JsonNode object, String name) {
    return text(name, object.get(name));
  }

  private static String text(String name, JsonNode node) {
    if (node == null || !node.isTextual()) {
      throw new IllegalArgumentException(name + " must be text");
    }
    return node.textValue();
  }

  /** Returns a finite number that has to be there. */
  static double number(JsonNode object, String name) {
    return number(name, object.get(name));
  }

  static double number(String name, JsonNode node) {
    double number = node == null || !node.isNumber() ? Double.NaN : node.doubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " must be a finite number");
    }
    return number;
  }

  /** Returns a figure that has to be there. */
  static double figure(JsonNode object, String name) {
    return figure(name, number(object, name));
  }

  /** Refuses what no figure can be. */
  static double figure(String name, double figure) {
    if (!(figure >= 0 && figure <= MOST)) {
      throw new IllegalArgumentException(name + " must be between 0 and " + MOST + ": " + figure);
    }
    return figure;
  }

  static void writeOptional(JsonGenerator json, String name, OptionalDouble number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsDouble());
    }
  }

  static void writeOptional(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    }
  }

  static OptionalDouble optionalNumber(JsonNode object, String name) {
    return object.has(name) ? OptionalDouble.of(number(object, name)) : OptionalDouble.empty();
  }

  static Optional<String> optionalText(JsonNode object, String name) {
    return object.has(name) ? Optional.of(text(object, name)) : Optional.empty();
  }
}
