package com.aluminatiai.http.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines that {@code sacct --parsable2} prints, or {@code --parsable}, with any {@code
 * --delimiter}, also where a spreadsheet saved them. For one thread.
 */
final class SlurmTable implements SlurmRecord.Reader {
  /** An entry of a list of resources, which has commas between its entries. */
  private static final Pattern ENTRY = Pattern.compile("[a-z]+(?:/[^=]+)?=.*");

  private static final Set<String> LISTS =
      Set.of("AllocTRES", "ReqTRES", "TRESUsageInAve", "TRESUsageInTot");

  private final BufferedReader lines;
  private final SlurmCells form;
  private final List<String> columns;
  private long number = 1;

  /**
   * Begins to read.
   *
   * @throws ImportFormatException if the header cannot be used
   */
  SlurmTable(BufferedReader lines) throws IOException {
    this.lines = lines;
    String header = lines.readLine();
    while (header != null && header.isBlank()) {
      number++;
      header = lines.readLine();
    }
    String names = header == null ? "" : header.replaceFirst("^\\uFEFF", "").strip();
    this.form = SlurmCells.by(names);
    // sacct --parsable ends each line with a delimiter, a spreadsheet with several.
    this.columns = CsvForm.withoutEmptyEnd(form.of(names), 1).stream().map(String::strip).toList();
    List<String> missing = missing(columns);
    if (!missing.isEmpty()) {
      throw new ImportFormatException(
          "must be what sacct --parsable2 --format=JobID,JobName,Account,State,Start,ElapsedRaw,AllocTRES"
              + " prints (or sacct --json); missing: "
              + String.join(", ", missing));
    }
  }

  private static List<String> missing(List<String> columns) {
    List<String> missing = new ArrayList<>();
    if (!columns.contains("JobID")) {
      boolean isRaw = columns.contains("JobIDRaw");
      missing.add(isRaw ? "JobID (JobIDRaw does not stand in for it)" : "JobID");
    }
    if (!columns.contains("State")) {
      missing.add("State");
    }
    if (Collections.disjoint(columns, List.of("AllocTRES", "ReqTRES", "AllocGRES"))) {
      missing.add("AllocTRES (or ReqTRES, or AllocGRES)");
    }
    if (Collections.disjoint(columns, List.of("ElapsedRaw", "Elapsed"))) {
      missing.add("ElapsedRaw (or Elapsed)");
    }
    return missing;
  }

  @Override
  public Optional<SlurmRecord> next() throws IOException {
    String line = lines.readLine();
    while (line != null) {
      number++;
      List<String> cells = form.of(line);
      if (!cells.stream().allMatch(String::isBlank)) {
        return Optional.of(read(cells(cells)));
      }
      line = lines.readLine();
    }
    return Optional.empty();
  }

  /**
   * Lists of resources have commas in them, and of what else is printed only the name of a job is
   * free to hold the sign between two cells.
   */
  private List<String> cells(List<String> parts) {
    List<String> cells = new ArrayList<>(parts);
    for (int i = 0; form.delimiter().equals(",") && i < columns.size() && i < cells.size(); i++) {
      while (LISTS.contains(columns.get(i))
          && cells.size() > columns.size()
          && !cells.get(i).isEmpty()
          && ENTRY.matcher(cells.get(i + 1)).matches()) {
        cells.set(i, cells.get(i) + "," + cells.remove(i + 1));
      }
    }
    cells = new ArrayList<>(CsvForm.withoutEmptyEnd(cells, columns.size()));
    int name = columns.indexOf("JobName");
    while (name >= 0 && cells.size() > columns.size()) {
      cells.set(name, cells.get(name) + form.delimiter() + cells.remove(name + 1));
    }
    return cells;
  }

  private SlurmRecord read(List<String> cells) {
    if (cells.size() != columns.size()) {
      return new SlurmRecord(
          number,
          Map.of(),
          String.format(
              Locale.ROOT,
              "its line has %d cells where the header has %d",
              cells.size(),
              columns.size()));
    }
    Map<String, String> job = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      job.put(columns.get(i), cells.get(i).strip());
    }
    return new SlurmRecord(number, job, "");
  }
}
