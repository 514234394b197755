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
      throw new IllegalStateException("a column holds what is no JSON", e);
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
    read(text).forEach(node -> texts.add(node.textValue()));
    return texts;
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
    return object.has(name)
        ? OptionalDouble.of(object.get(name).doubleValue())
        : OptionalDouble.empty();
  }

  static Optional<String> optionalText(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonNode::textValue);
  }
}
