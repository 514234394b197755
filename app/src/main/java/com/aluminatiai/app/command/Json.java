package com.aluminatiai.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/** Writes results as JSON, indented. */
final class Json {
  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /** What is written, piece by piece. */
  interface Part {
    void write(Json json) throws IOException;
  }

  /** Prints one object. */
  static void print(PrintWriter target, Part members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.useDefaultPrettyPrinter();
      generator.writeStartObject();
      members.write(new Json(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail", e);
    }
    target.println(text);
  }

  Json object(String name, Part members) throws IOException {
    generator.writeObjectFieldStart(name);
    members.write(this);
    generator.writeEndObject();
    return this;
  }

  <T> Json objects(String name, List<T> items, Item<T> item) throws IOException {
    generator.writeArrayFieldStart(name);
    for (T one : items) {
      generator.writeStartObject();
      item.write(this, one);
      generator.writeEndObject();
    }
    generator.writeEndArray();
    return this;
  }

  /** How one of many is written. */
  interface Item<T> {
    void write(Json json, T item) throws IOException;
  }

  Json texts(String name, List<String> texts) throws IOException {
    generator.writeArrayFieldStart(name);
    for (String text : texts) {
      generator.writeString(text);
    }
    generator.writeEndArray();
    return this;
  }

  Json text(String name, String text) throws IOException {
    generator.writeStringField(name, text);
    return this;
  }

  Json flag(String name, boolean isTrue) throws IOException {
    generator.writeBooleanField(name, isTrue);
    return this;
  }

  Json none(String name) throws IOException {
    generator.writeNullField(name);
    return this;
  }

  Json whole(String name, long number) throws IOException {
    generator.writeNumberField(name, number);
    return this;
  }

  /** Writes a figure as it is: 8 for 8.0. */
  Json exact(String name, double figure) throws IOException {
    generator.writeFieldName(name);
    generator.writeNumber(Figures.plain(figure));
    return this;
  }

  /** Writes a figure as it is; leaves out one that is not known. */
  Json exact(String name, OptionalDouble figure) throws IOException {
    return figure.isPresent() ? exact(name, figure.getAsDouble()) : this;
  }

  /** Writes a figure as it is, or that it is not known. */
  Json exactOrNull(String name, OptionalDouble figure) throws IOException {
    return figure.isPresent() ? exact(name, figure.getAsDouble()) : none(name);
  }

  /** Writes a computed figure, rounded. */
  Json rounded(String name, double figure) throws IOException {
    generator.writeFieldName(name);
    generator.writeNumber(Figures.rounded(figure));
    return this;
  }
}
