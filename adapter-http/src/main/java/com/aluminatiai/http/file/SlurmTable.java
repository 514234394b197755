package com.aluminatiai.http.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that {@code sacct --parsable2} prints, or {@code --parsable}, with any {@code
 * --delimiter} of one character. For one thread.
 */
final class SlurmTable implements SlurmRecord.Reader {
  private static final Pattern DELIMITER = Pattern.compile("^\\w+(\\W)");
  private static final Pattern PADDED = Pattern.compile("\\w +\\w.*");

  /** An entry of a list of resources, which has commas between its entries. */
  private static final Pattern ENTRY = Pattern.compile("[a-z]+(?:/[^=]+)?=.*");

  private static final Set<String> LISTS =
      Set.of("AllocTRES", "ReqTRES", "TRESUsageInAve", "TRESUsageInTot");

  private final BufferedReader lines;
  private final String delimiter;
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
    Matcher first = DELIMITER.matcher(names);
    this.delimiter = first.find() && !PADDED.matcher(names).matches() ? first.group(1) : "|";
    this.columns = split(names);
    boolean isUsable =
        columns.contains("JobID")
            && columns.contains("State")
            && (columns.contains("AllocTRES")
                || columns.contains("ReqTRES")
                || columns.contains("AllocGRES"))
            && (columns.contains("ElapsedRaw") || columns.contains("Elapsed"));
    if (!isUsable) {
      throw new ImportFormatException(
          "must be what sacct --parsable2 --format=JobID,JobName,Account,State,Start,ElapsedRaw,AllocTRES"
              + " prints (or sacct --json): JobID, State, AllocTRES (or ReqTRES, or AllocGRES) and"
              + " ElapsedRaw (or Elapsed) are needed");
    }
  }

  private List<String> split(String line) {
    return List.of(line.split(Pattern.quote(delimiter), -1));
  }

  @Override
  public Optional<SlurmRecord> next() throws IOException {
    String line = lines.readLine();
    while (line != null) {
      number++;
      if (!line.isBlank()) {
        return Optional.of(read(cells(split(line))));
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
    for (int i = 0; delimiter.equals(",") && i < columns.size() && i < cells.size(); i++) {
      while (LISTS.contains(columns.get(i))
          && cells.size() > columns.size()
          && !cells.get(i).isEmpty()
          && ENTRY.matcher(cells.get(i + 1)).matches()) {
        cells.set(i, cells.get(i) + "," + cells.remove(i + 1));
      }
    }
    int name = columns.indexOf("JobName");
    while (name >= 0 && cells.size() > columns.size()) {
      cells.set(name, cells.get(name) + delimiter + cells.remove(name + 1));
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
