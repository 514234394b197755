package com.aluminatiai.http.file;

import com.aluminatiai.estimation.Misspelling;
import com.aluminatiai.http.message.ImportRequest;
import com.aluminatiai.http.wire.BodyLimits;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of a file of comma-separated values. */
final class CsvSource implements TransferWorkloads.Source {
  private static final int MOST_COLUMNS = 1_000;
  private static final String OPEN = "has a quote that is never closed";
  private static final String UNREAD = "; the file was not read any further";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Stands for bytes that are no UTF-8: no text that we take has it. */
  private static final String NO_UTF_8 = "\uDC80";

  /**
   * Stands behind the file's end, for the same reason: a quote that is never closed has taken it
   * for a part of its cell, and with it everything between.
   */
  private static final String END = "\uDC81";

  private final ImportFiles files;
  private final CsvForm form;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;
  private long line = 1;
  private boolean isBroken;

  CsvSource(InputStream file, CsvForm form, ImportFiles files) throws IOException {
    this.files = files;
    this.form = form;
    this.records =
        records(
            new MarkedEndReader(
                new InputStreamReader(withoutMark(file), decoder()), "\n" + END + "\n"),
            form.separator());
    this.columns = header();
  }

  private static InputStream withoutMark(InputStream file) throws IOException {
    PushbackInputStream rest = new PushbackInputStream(file, BYTE_ORDER_MARK.length);
    byte[] first = rest.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
      rest.unread(first);
    }
    return rest;
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .replaceWith(NO_UTF_8);
  }

  private static Iterator<CsvRecord> records(Reader text, char separator) {
    CsvRecordHandler handler =
        CsvRecordHandler.builder()
            .maxFields(MOST_COLUMNS)
            .maxFieldSize(BodyLimits.MOST_BYTES)
            .maxRecordSize(BodyLimits.MOST_BYTES)
            .build();
    return CsvReader.builder()
        .maxBufferSize(BodyLimits.MOST_BYTES)
        .fieldSeparator(separator)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(handler, text)
        .iterator();
  }

  private List<String> header() throws IOException {
    Optional<CsvRecord> first;
    try {
      first = read();
    } catch (CsvParseException broken) {
      throw refused(Optional.empty(), reason(broken));
    }
    if (first.isEmpty()) {
      throw refused(Optional.empty(), "is missing: the file needs a header row");
    }
    if (isOpen(first.get())) {
      throw refused(Optional.empty(), OPEN);
    }
    List<String> names =
        CsvForm.withoutEmptyEnd(first.get().getFields(), 1).stream().map(String::strip).toList();
    if (!names.stream().allMatch(WorkloadSpec::isStorable)) {
      throw refused(Optional.empty(), ImportFiles.NO_TEXT);
    }
    List<ImportFault> faults = faults(names);
    if (!faults.isEmpty()) {
      throw new ImportFormatException(faults);
    }
    return names;
  }

  private List<ImportFault> faults(List<String> names) {
    Map<String, String> faults = new LinkedHashMap<>();
    List<String> seen = new ArrayList<>();
    for (String name : names) {
      if (name.isEmpty()) {
        faults.put("header", "has a column without a name");
      } else if (seen.contains(name)) {
        faults.put(Shown.text(name), "is given twice");
      } else if (name.equals(ImportRequest.USE_SMART_AGENT)) {
        faults.put(name, ImportRequest.NO_AGENT);
      } else if (!TransferColumn.BY_NAME.containsKey(name)) {
        faults.put(Shown.text(name), unknown(name));
      }
      seen.add(name);
    }
    for (String column : TransferColumn.REQUIRED) {
      if (!seen.contains(column) && !isSaidOtherwise(column, seen)) {
        faults.put(column, "is required: the header has no such column");
      }
    }
    if (!seen.contains(TransferColumn.DURATION_HOURS)
        && !seen.contains("status")
        && !seen.contains(SpecField.TRAINING_TOKENS.code())
        && !seen.contains(SpecField.OUTPUT_TOKENS.code())
        && !seen.containsAll(List.of("started_at", "ended_at"))) {
      faults.put(
          TransferColumn.DURATION_HOURS,
          "is required: the header has no such column, nor both started_at and ended_at, nor tokens");
    }
    return faults.entrySet().stream()
        .map(fault -> new ImportFault(line, Optional.of(fault.getKey()), fault.getValue()))
        .toList();
  }

  /** The model says its size, and a hosted service has accelerators that nobody names. */
  private static boolean isSaidOtherwise(String column, List<String> seen) {
    return column.equals("model_size_gb")
        ? seen.contains(SpecField.MODEL.code()) || seen.contains(SpecField.PARAMETERS_B.code())
        : seen.contains(SpecField.OUTPUT_TOKENS.code());
  }

  private static String unknown(String name) {
    return "is no column here"
        + Misspelling.nearest(name.toLowerCase(Locale.ROOT), TransferColumn.BY_NAME.keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
  }

  private ImportFormatException refused(Optional<String> field, String message) {
    return new ImportFormatException(List.of(new ImportFault(line, field, message)));
  }

  @Override
  public Optional<ImportRow> next() throws IOException {
    if (isBroken) {
      return Optional.empty();
    }
    try {
      Optional<CsvRecord> found = read();
      isBroken = found.isPresent() && isOpen(found.get());
      return isBroken ? Optional.of(ImportFiles.faulty(line, OPEN + UNREAD)) : found.map(this::row);
    } catch (CsvParseException broken) {
      isBroken = true;
      return Optional.of(ImportFiles.faulty(line + 1, reason(broken) + UNREAD));
    }
  }

  private Optional<CsvRecord> read() throws IOException {
    try {
      Optional<CsvRecord> read =
          (records.hasNext() ? Optional.of(filled()) : Optional.<CsvRecord>empty())
              .filter(found -> !found.getField(0).equals(END));
      read.ifPresent(found -> line = found.getStartingLineNumber());
      return read;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Rows without any content are none. The last one, which marks the end, has some. */
  private CsvRecord filled() {
    CsvRecord next = records.next();
    while (next.getFields().stream().allMatch(String::isBlank) && records.hasNext()) {
      next = records.next();
    }
    return next;
  }

  private static boolean isOpen(CsvRecord found) {
    return found.getField(found.getFieldCount() - 1).endsWith(END + "\n");
  }

  /** The library's own words speak of its settings, so only the kind of the fault is taken. */
  private static String reason(CsvParseException broken) {
    return String.valueOf(broken.getMessage()).contains("closing quote")
        ? "or a line behind it has text behind a closing quote"
        : "or a line behind it has a cell of more than 1 MiB, or a quote that is never closed";
  }

  private ImportRow row(CsvRecord record) {
    List<String> found = CsvForm.withoutEmptyEnd(record.getFields(), columns.size());
    if (found.size() != columns.size()) {
      return ImportFiles.faulty(
          line, "has " + record.getFieldCount() + " cells where the header has " + columns.size());
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.put(columns.get(i), form.cell(columns.get(i), found.get(i)));
    }
    return files.row(line, cells);
  }
}
