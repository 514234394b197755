package com.aluminatiai.http.file;

import com.aluminatiai.http.file.TransferColumn.Kind;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a file of workloads that an import reads without loss, numbers to their last digit. For
 * one thread.
 */
public final class ExportFile implements TransferWorkloads.Receiver {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String LINE_END = "\r\n";
  private static final String NO_FIELDS = ",".repeat(TransferColumn.FIELDS.size());

  private final OutputStream file;
  private final boolean isCsv;

  private ExportFile(OutputStream file, boolean isCsv) {
    this.file = new BufferedOutputStream(file, BUFFER_BYTES);
    this.isCsv = isCsv;
  }

  /**
   * Begins a file of comma-separated values with a header row. A text that a spreadsheet would run
   * has an apostrophe in front.
   *
   * @param file where it is written
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static ExportFile csv(OutputStream file) throws IOException {
    ExportFile csv = new ExportFile(file, true);
    csv.write(
        TransferColumn.ALL.stream().map(TransferColumn::column).collect(Collectors.joining(","))
            + LINE_END);
    return csv;
  }

  /**
   * Begins a file of one JSON object a line.
   *
   * @param file where it is written
   * @return the file
   */
  public static ExportFile ndjson(OutputStream file) {
    return new ExportFile(file, false);
  }

  @Override
  public void take(ExportedWorkload workload) throws IOException {
    write(isCsv ? csvRow(workload) : JsonWriter.write(json -> write(json, workload)) + "\n");
  }

  private static String csvRow(ExportedWorkload workload) {
    StringBuilder row = new StringBuilder(256);
    appendCells(row, TransferColumn.OUTLINE, workload);
    if (workload.spec().statesFields()) {
      row.append(',');
      appendCells(row, TransferColumn.FIELDS, workload);
    } else {
      row.append(NO_FIELDS);
    }
    return row.append(LINE_END).toString();
  }

  private static void appendCells(
      StringBuilder row, List<TransferColumn> columns, ExportedWorkload workload) {
    String separator = "";
    for (TransferColumn column : columns) {
      row.append(separator);
      separator = ",";
      String content = column.of(workload).orElse("");
      if (column.kind() == Kind.TEXT) {
        Cells.appendText(row, content);
      } else {
        row.append(content);
      }
    }
  }

  private static void write(JsonWriter json, ExportedWorkload workload) {
    write(json, TransferColumn.OUTLINE, workload);
    if (workload.spec().statesFields()) {
      write(json, TransferColumn.FIELDS, workload);
    }
  }

  private static void write(
      JsonWriter json, List<TransferColumn> columns, ExportedWorkload workload) {
    for (TransferColumn column : columns) {
      column
          .of(workload)
          .ifPresent(
              content -> {
                if (column.kind().isBare()) {
                  json.number(column.column(), content);
                } else {
                  json.text(column.column(), content);
                }
              });
    }
  }

  private void write(String text) throws IOException {
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Ends the file.
   *
   * @throws IOException if it cannot be written
   */
  public void end() throws IOException {
    file.flush();
  }
}
