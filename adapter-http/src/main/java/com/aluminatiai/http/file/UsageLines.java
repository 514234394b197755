package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.BodyLimits;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonValue;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lines of a log of calls say, by the keys of {@link UsageField}. For one thread. */
interface UsageLines {
  /**
   * What one call says.
   *
   * @param number the number of its line, from 1
   * @param values by keys
   * @param problem what is wrong with the line as a whole; empty if nothing is
   */
  record Line(long number, Map<String, String> values, String problem) {
    static Line broken(long number, String problem) {
      return new Line(number, Map.of(), problem);
    }
  }

  /** Reads the next; empty at the end. */
  Optional<Line> next() throws IOException;

  /** Reads a table with a header row. */
  static UsageLines csv(InputStream file, char separator) throws IOException {
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .detectBomHeader(true)
            .maxBufferSize(BodyLimits.MOST_BYTES)
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)
            .iterator();
    Table table = new Table(records);
    table.readHeader();
    return table;
  }

  /** Reads one JSON object a line. */
  static UsageLines ndjson(InputStream file) {
    return new Objects(new LineReader(file));
  }

  /** A table. */
  final class Table implements UsageLines {
    private final Iterator<CsvRecord> records;
    private List<String> columns = List.of();
    private long line;
    private boolean isBroken;

    private Table(Iterator<CsvRecord> records) {
      this.records = records;
    }

    private void readHeader() throws IOException {
      columns = record().map(CsvRecord::getFields).orElse(List.of());
      if (isBroken || !UsageField.areIn(columns)) {
        throw new ImportFormatException(
            "is no log of calls to language models: its header needs a model, output tokens and a"
                + " time, by the names that LiteLLM or OpenTelemetry print");
      }
    }

    @Override
    public Optional<Line> next() throws IOException {
      if (isBroken) {
        return Optional.empty();
      }
      Optional<CsvRecord> found = record();
      if (isBroken) {
        return Optional.of(
            Line.broken(
                line + 1, "or a line behind it is no CSV; the file was not read any further"));
      }
      return found.map(this::line);
    }

    private Optional<CsvRecord> record() throws IOException {
      try {
        while (records.hasNext()) {
          CsvRecord record = records.next();
          line = record.getStartingLineNumber();
          if (!record.getFields().stream().allMatch(String::isBlank)) {
            return Optional.of(record);
          }
        }
      } catch (CsvParseException broken) {
        isBroken = true;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      return Optional.empty();
    }

    private Line line(CsvRecord record) {
      if (record.getFieldCount() < columns.size()) {
        return Line.broken(
            line,
            "has " + record.getFieldCount() + " cells where the header has " + columns.size());
      }
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(UsageField.key(columns.get(i)), record.getField(i));
      }
      return new Line(line, values, "");
    }
  }

  /**
   * Objects, each a call; or documents of OpenTelemetry's protocol, each with many spans.
   * Attributes may be an object, a list of keys and values, or stand among the rest.
   */
  final class Objects implements UsageLines {
    private static final int MOST_DEPTH = 4;

    private final LineReader lines;
    private final JsonReader json = new JsonReader("line");
    private final Deque<Line> waiting = new ArrayDeque<>();

    private Objects(LineReader lines) {
      this.lines = lines;
    }

    @Override
    public Optional<Line> next() throws IOException {
      while (waiting.isEmpty()) {
        Optional<LineReader.Line> line = lines.next();
        if (line.isEmpty()) {
          return Optional.empty();
        }
        take(line.get());
      }
      return Optional.of(waiting.remove());
    }

    private void take(LineReader.Line line) {
      if (line.isTooLong()) {
        waiting.add(Line.broken(line.number(), "is longer than 1 MiB"));
        return;
      }
      try {
        JsonValue.Fields object = json.read(line.utf8());
        if (object.fields().containsKey("resourceSpans")) {
          spans(line.number(), object);
        } else {
          waiting.add(line(line.number(), object));
        }
      } catch (ApiException malformed) {
        waiting.add(Line.broken(line.number(), malformed.getMessage()));
      }
    }

    /** Spans that are no calls to a model count no tokens. */
    private void spans(long number, JsonValue document) {
      for (JsonValue resource : Json.items(document, "resourceSpans")) {
        for (JsonValue scope : Json.items(resource, "scopeSpans")) {
          for (JsonValue span : Json.items(scope, "spans")) {
            Line line = line(number, span);
            if (UsageField.OUTPUT_TOKENS.in(line.values()).isPresent()) {
              waiting.add(line);
            }
          }
        }
      }
    }

    private static Line line(long number, JsonValue object) {
      Map<String, String> values = new HashMap<>();
      flatten("", object, values, 0);
      return new Line(number, values, "");
    }

    private static void flatten(
        String prefix, JsonValue value, Map<String, String> values, int depth) {
      if (value instanceof JsonValue.Fields object && depth < MOST_DEPTH) {
        object
            .fields()
            .forEach(
                (name, inner) ->
                    flatten(
                        name.equals("attributes") ? "" : prefix + name, inner, values, depth + 1));
      } else if (value instanceof JsonValue.Items list && prefix.isEmpty()) {
        list.items().forEach(item -> attribute(item, values));
      } else {
        String text = Json.text(value);
        if (!text.isEmpty()) {
          values.putIfAbsent(UsageField.key(prefix), text);
        }
      }
    }

    /** An attribute as the protocol writes it: {@code {"key": …, "value": {"intValue": "12"}}}. */
    private static void attribute(JsonValue item, Map<String, String> values) {
      for (JsonValue value : Json.object(item, "value").fields().values()) {
        values.put(UsageField.key(Json.text(item, "key")), Json.text(value));
      }
    }
  }
}
