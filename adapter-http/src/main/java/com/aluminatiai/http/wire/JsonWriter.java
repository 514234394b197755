package com.aluminatiai.http.wire;

import com.aluminatiai.estimation.Range;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes one JSON object, field by field, into memory. A method's name says how its number is
 * shown, see {@link Shown}. An empty {@code Optional} is left out unless the method says {@code
 * OrNull}.
 *
 * <p>Written by hand for two reasons. A name and how its number is shown stand in one line, which
 * no binding offers. And no tree is built first: an estimate's answer is written about 1.3 times as
 * often a second as Jackson builds and writes a tree of the same content, with our rounding
 * included and theirs left out (row {@code json} of the load harness, JDK 17, two cores, 2026-11).
 */
public final class JsonWriter {
  private final StringBuilder json = new StringBuilder(2048);

  private JsonWriter() {}

  /** Returns the object whose fields {@code content} writes. */
  public static String write(Consumer<JsonWriter> content) {
    JsonWriter writer = new JsonWriter();
    writer.braces(content);
    return writer.json.toString();
  }

  /** Returns the object whose fields {@code content} writes, in UTF-8. */
  public static byte[] utf8(Consumer<JsonWriter> content) {
    return write(content).getBytes(StandardCharsets.UTF_8);
  }

  public JsonWriter text(String name, String text) {
    name(name);
    quoted(text);
    return this;
  }

  public JsonWriter text(String name, Optional<String> text) {
    text.ifPresent(there -> text(name, there));
    return this;
  }

  public JsonWriter textOrNull(String name, Optional<String> text) {
    return text.isPresent() ? text(name, text.get()) : bare(name, "null");
  }

  public JsonWriter whole(String name, long number) {
    return bare(name, Long.toString(number));
  }

  public JsonWriter wholeOrNull(String name, OptionalInt number) {
    return number.isPresent() ? whole(name, number.getAsInt()) : bare(name, "null");
  }

  /** A number whose digits are written already. */
  public JsonWriter number(String name, String digits) {
    return bare(name, digits);
  }

  public JsonWriter flag(String name, boolean isTrue) {
    return bare(name, Boolean.toString(isTrue));
  }

  public JsonWriter flagOrNull(String name, Optional<Boolean> isTrue) {
    return isTrue.isPresent() ? flag(name, isTrue.get()) : bare(name, "null");
  }

  public JsonWriter time(String name, Instant time) {
    return text(name, Times.write(time));
  }

  public JsonWriter computed(String name, double number) {
    return bare(name, Shown.computed(number));
  }

  public JsonWriter assumption(String name, double number) {
    return bare(name, Shown.assumption(number));
  }

  public JsonWriter derived(String name, double number) {
    return bare(name, Shown.derived(number));
  }

  /** Writes a derived number where there is one. */
  public JsonWriter derived(String name, OptionalDouble number) {
    number.ifPresent(there -> derived(name, there));
    return this;
  }

  public JsonWriter input(String name, double number) {
    return bare(name, Shown.input(number));
  }

  public JsonWriter input(String name, OptionalDouble number) {
    number.ifPresent(there -> input(name, there));
    return this;
  }

  public JsonWriter inputOrNull(String name, OptionalDouble number) {
    return number.isPresent() ? input(name, number.getAsDouble()) : bare(name, "null");
  }

  public JsonWriter assumptionOrNull(String name, OptionalDouble number) {
    return number.isPresent() ? assumption(name, number.getAsDouble()) : bare(name, "null");
  }

  /** A computed range. */
  public JsonWriter assumptions(String name, Iterable<Double> numbers) {
    name(name);
    json.append('[');
    for (double number : numbers) {
      separate();
      json.append(Shown.assumption(number));
    }
    json.append(']');
    return this;
  }

  public JsonWriter range(String name, Range range) {
    return object(
        name,
        inner ->
            inner
                .computed("low", range.low())
                .computed("best", range.best())
                .computed("high", range.high()));
  }

  public JsonWriter object(String name, Consumer<JsonWriter> content) {
    name(name);
    braces(content);
    return this;
  }

  public <T> JsonWriter objectOrNull(
      String name, Optional<T> item, BiConsumer<JsonWriter, T> content) {
    return item.isPresent()
        ? object(name, inner -> content.accept(inner, item.get()))
        : bare(name, "null");
  }

  public JsonWriter texts(String name, Iterable<String> texts) {
    name(name);
    json.append('[');
    for (String text : texts) {
      separate();
      quoted(text);
    }
    json.append(']');
    return this;
  }

  /** Writes an object whose names are a caller's. */
  public JsonWriter textsByName(String name, Map<String, String> texts) {
    name(name);
    json.append('{');
    texts.forEach(
        (key, text) -> {
          separate();
          quoted(key);
          json.append(':');
          quoted(text);
        });
    json.append('}');
    return this;
  }

  public <T> JsonWriter objects(String name, Iterable<T> items, BiConsumer<JsonWriter, T> content) {
    name(name);
    json.append('[');
    for (T item : items) {
      separate();
      braces(inner -> content.accept(inner, item));
    }
    json.append(']');
    return this;
  }

  private void braces(Consumer<JsonWriter> content) {
    json.append('{');
    content.accept(this);
    json.append('}');
  }

  private JsonWriter bare(String name, String literal) {
    name(name);
    json.append(literal);
    return this;
  }

  private void name(String name) {
    separate();
    json.append('"').append(name).append("\":");
  }

  private void separate() {
    char last = json.charAt(json.length() - 1);
    if (last != '{' && last != '[') {
      json.append(',');
    }
  }

  private void quoted(String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }
}
