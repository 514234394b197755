package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Reason;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of CodeCarbon's {@code emissions.csv}.
 *
 * @param number its number, from 1
 * @param cells what is written in those of its columns that are used
 * @param problem what is wrong with it as a whole; empty if nothing is
 */
record CodeCarbonLine(long number, Map<String, String> cells, String problem) {
  static final String RUN = "run_id";
  static final String GPU_UTILIZATION = "gpu_utilization_percent";
  private static final String TASK = "task_name";

  private static final List<String> NEEDED =
      List.of(RUN, "timestamp", "duration", "energy_consumed", "gpu_count", "gpu_model");

  /** What is said of the machine that a run was on. */
  private static final List<String> MACHINE =
      List.of("os", "cpu_count", "cpu_model", "ram_total_size");

  private static final Set<String> NUMBERS =
      Set.of("duration", "energy_consumed", "gpu_count", GPU_UTILIZATION, "pue");

  private static final Set<String> USED =
      Stream.of(
              NEEDED.stream(),
              Stream.of(
                  TASK,
                  "project_name",
                  "cloud_provider",
                  "cloud_region",
                  "country_iso_code",
                  "region",
                  GPU_UTILIZATION,
                  "pue"),
              MACHINE.stream())
          .flatMap(columns -> columns)
          .collect(Collectors.toUnmodifiableSet());

  String get(String column) {
    return cells.getOrDefault(column, "");
  }

  boolean isWhole() {
    return problem.isEmpty() && !get(RUN).isEmpty();
  }

  /** What is said of the machine, the project and the accelerators, as one text. */
  String machine() {
    return Stream.of(
            MACHINE.stream(),
            Stream.of("project_name", "country_iso_code", "region", "gpu_count", "gpu_model"))
        .flatMap(columns -> columns)
        .map(this::get)
        .collect(Collectors.joining("\n"));
  }

  /** What it belongs to. A file of tasks has a line for each, which says nothing of the others. */
  String run() {
    String task = get(TASK);
    return get(RUN) + (task.isEmpty() ? "" : ":" + task);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is none of CodeCarbon's
   */
  static List<CodeCarbonLine> lastOfEachRun(InputStream file, Omissions omissions)
      throws IOException {
    Map<String, CodeCarbonLine> last = new LinkedHashMap<>();
    try {
      byte[] beginning = FileFormat.beginning(file);
      CsvForm form = CsvForm.by(beginning, Optional.empty());
      Iterator<CsvRecord> records = records(PlainText.joined(beginning, file), form);
      List<String> columns = header(records);
      if (columns.contains("energy_consumed") && !columns.contains("gpu_count")) {
        throw new ImportFormatException(
            "is an emissions.csv of CodeCarbon 1, which says neither which lines belong together nor"
                + " what GPUs ran: track with CodeCarbon 2 or newer");
      }
      if (!columns.containsAll(NEEDED)) {
        throw new ImportFormatException(
            "is no emissions.csv of CodeCarbon 2 or newer: it needs " + String.join(", ", NEEDED));
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        if (isEmpty(record)) {
          continue;
        }
        CodeCarbonLine line = line(record, columns, form);
        if (last.put(line.isWhole() ? line.run() : "line " + line.number(), line) != null) {
          omissions.add(Reason.SUPERSEDED);
        }
      }
    } catch (CsvParseException broken) {
      throw new ImportFormatException("is no CSV: " + broken.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.copyOf(last.values());
  }

  private static List<String> header(Iterator<CsvRecord> records) {
    while (records.hasNext()) {
      CsvRecord record = records.next();
      if (!isEmpty(record)) {
        return CsvForm.withoutEmptyEnd(record.getFields(), 1).stream().map(String::strip).toList();
      }
    }
    return List.of();
  }

  private static boolean isEmpty(CsvRecord record) {
    return record.getFields().stream().allMatch(String::isBlank);
  }

  private static Iterator<CsvRecord> records(InputStream file, CsvForm form) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(form.separator())
        .detectBomHeader(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(file)
        .iterator();
  }

  /** Of all runs only what is asked for is kept: a file holds years of them. */
  private static CodeCarbonLine line(CsvRecord record, List<String> columns, CsvForm form) {
    List<String> found = CsvForm.withoutEmptyEnd(record.getFields(), columns.size());
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), found.size()); i++) {
      String column = columns.get(i);
      if (USED.contains(column)) {
        String cell = found.get(i).strip();
        cells.put(column, NUMBERS.contains(column) ? form.number(cell) : cell);
      }
    }
    String problem =
        found.size() == columns.size()
            ? ""
            : String.format(
                Locale.ROOT,
                "has %d cells where the header has %d",
                record.getFieldCount(),
                columns.size());
    return new CodeCarbonLine(record.getStartingLineNumber(), cells, problem);
  }
}
