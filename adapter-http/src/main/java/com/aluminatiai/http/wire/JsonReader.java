package com.aluminatiai.http.wire;

import com.aluminatiai.http.wire.JsonValue.Fields;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads exactly one JSON object from UTF-8. Duplicate names, what is nested deeper than 32 and
 * numbers of more than 1,000 characters are refused.
 *
 * <p>Jackson's parser reads the text; the tree is ours for what it says, not for its speed: it
 * keeps numbers as they were written and words each fault for callers. It is read 0.7 to 0.9 times
 * as often a second as Jackson's own tree, some 4 µs a body (row {@code json} of the load harness,
 * JDK 17, two cores, 2026-11).
 */
public final class JsonReader {
  private static final int MOST_DEPTH = 32;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(1_000)
                  .maxNameLength(10_000)
                  .build())
          // Names come from callers: interning or pooling them would only fill a table.
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .build();

  private final String subject;

  public JsonReader() {
    this("body");
  }

  /** Creates a reader whose messages call what it reads by a name. */
  public JsonReader(String subject) {
    this.subject = subject;
  }

  public Fields read(byte[] utf8) {
    char[] text = decode(utf8);
    int start = text.length > 0 && text[0] == BYTE_ORDER_MARK ? 1 : 0;
    try (JsonParser parser = factory.createParser(text, start, text.length - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("The " + subject + " must be one JSON object.");
      }
      Fields object = fields(parser);
      if (parser.nextToken() != null) {
        throw malformed("The " + subject + " must be one JSON object, with nothing behind it.");
      }
      return object;
    } catch (StreamConstraintsException tooMuch) {
      throw malformed(
          "The " + subject + " is nested too deeply, or a name or number in it is too long.");
    } catch (JsonParseException notJson) {
      throw malformed("The " + subject + " is not JSON" + place(notJson) + ".");
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }

  private char[] decode(byte[] utf8) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      char[] exact = new char[text.remaining()];
      text.get(exact);
      return exact;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("The " + subject + " must be UTF-8.");
    }
  }

  private Fields fields(JsonParser parser) throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.put(name, value(parser)) != null) {
        throw malformed("The field \"" + Shown.text(name) + "\" is given twice.");
      }
    }
    return new Fields(fields);
  }

  private JsonValue value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new JsonValue.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(parser.getText());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> JsonValue.NOTHING;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private JsonValue items(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new JsonValue.Items(items);
  }

  /** Jackson's own words name classes and settings, so only the place is taken. */
  private static String place(JsonProcessingException notJson) {
    return notJson.getLocation() == null
        ? ""
        : ": see line "
            + notJson.getLocation().getLineNr()
            + ", column "
            + notJson.getLocation().getColumnNr();
  }

  private static ApiException malformed(String message) {
    return ApiException.of(ErrorCode.MALFORMED_JSON, message);
  }
}
