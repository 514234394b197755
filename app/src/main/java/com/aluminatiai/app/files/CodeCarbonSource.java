package com.aluminatiai.app.files;

import com.aluminatiai.app.files.Omissions.Reason;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.ImportFiles;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.TransferWorkloads;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs in CodeCarbon's {@code emissions.csv}. Its lines of one run are cumulative: the last one
 * counts. The energy that it measured becomes the workload's measured energy. For one thread.
 */
public final class CodeCarbonSource implements TransferWorkloads.Source {
  private static final double SECONDS_PER_HOUR = 3600;

  /** How it writes its accelerators: {@code 4 x NVIDIA A100-SXM4-80GB}. */
  private static final Pattern MODEL = Pattern.compile("(\\d+) x (.+)");

  private static final List<String> NEEDED =
      List.of("run_id", "timestamp", "duration", "energy_consumed", "gpu_count", "gpu_model");

  private final ImportFiles files;
  private final RegionCatalogue regions;
  private final ForeignFormat unsaid;
  private final Omissions omissions;
  private final Iterator<Line> runs;

  private record Line(long number, Map<String, String> cells) {
    String get(String column) {
      return cells.getOrDefault(column, "").strip();
    }
  }

  /**
   * Reads the file.
   *
   * @param file the file
   * @param files reads the rows that are made of it
   * @param regions knows which of its regions can be used
   * @param unsaid what it does not say
   * @param omissions counts what is left out
   * @throws IOException if it cannot be read, or is none of CodeCarbon's
   */
  public CodeCarbonSource(
      InputStream file,
      ImportFiles files,
      RegionCatalogue regions,
      ForeignFormat unsaid,
      Omissions omissions)
      throws IOException {
    this.files = files;
    this.regions = regions;
    this.unsaid = unsaid;
    this.omissions = omissions;
    this.runs = lastLines(file).values().iterator();
  }

  private Map<String, Line> lastLines(InputStream file) throws IOException {
    Map<String, Line> last = new LinkedHashMap<>();
    try {
      for (NamedCsvRecord record :
          CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
        if (!record.getHeader().containsAll(NEEDED)) {
          throw new IOException(
              "the file is no emissions.csv of CodeCarbon: it needs " + String.join(", ", NEEDED));
        }
        Line line = new Line(record.getStartingLineNumber(), record.getFieldsAsMap());
        if (last.put(line.get("run_id"), line) != null) {
          omissions.add(Reason.SUPERSEDED);
        }
      }
    } catch (CsvParseException broken) {
      throw new IOException("the file is no CSV: " + broken.getMessage(), broken);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return last;
  }

  @Override
  public Optional<ImportRow> next() {
    while (runs.hasNext()) {
      Line run = runs.next();
      String count = run.get("gpu_count").replaceFirst("\\.0$", "");
      if (count.isEmpty() || count.equals("0")) {
        omissions.add(Reason.NO_GPU);
      } else {
        return Optional.of(row(run, count));
      }
    }
    return Optional.empty();
  }

  private ImportRow row(Line run, String count) {
    Matcher model = MODEL.matcher(run.get("gpu_model"));
    String type = model.matches() ? model.group(2) : run.get("gpu_model");
    if (type.isEmpty()) {
      type = unsaid.gpuType().orElse("");
    }
    if (type.contains(" x ")) {
      return faulty(run, "gpu_model", "mixes types of GPU: submit them one by one");
    }
    double seconds;
    try {
      seconds = Double.parseDouble(run.get("duration"));
    } catch (NumberFormatException e) {
      return faulty(run, "duration", "must be a number of seconds");
    }
    Map<String, String> cells = new HashMap<>();
    cells.put("external_id", "codecarbon:" + run.get("run_id"));
    cells.put("gpu_type", type);
    cells.put("num_gpus", count);
    cells.put("duration_hours", Double.toString(seconds / SECONDS_PER_HOUR));
    cells.put("model_size_gb", Double.toString(unsaid.modelSizeGb()));
    cells.put("measured_kwh", run.get("energy_consumed"));
    cells.put("status", "completed");
    cells.put("project", run.get("project_name"));
    cells.put("region", region(run));
    cells.put("started_at", startedAt(run, seconds));
    return files.row(run.number(), cells);
  }

  /** The cloud's region if it is known, else the country; else none. */
  private String region(Line run) {
    String cloud = run.get("cloud_provider") + ":" + run.get("cloud_region");
    for (String name : List.of(cloud, run.get("country_iso_code"))) {
      if (name.length() > 1 && regions.find(name).found().isPresent()) {
        return name;
      }
    }
    return "";
  }

  /** Its times have no zone, and are those of the line: the run began its duration before. */
  private String startedAt(Line run, double seconds) {
    try {
      return LocalDateTime.parse(run.get("timestamp"))
          .atZone(unsaid.zone())
          .toInstant()
          .minus(Duration.ofMillis(Math.round(seconds * 1000)))
          .toString();
    } catch (DateTimeException | ArithmeticException notKnown) {
      return "";
    }
  }

  private static ImportRow faulty(Line run, String column, String message) {
    return new ImportRow.Faulty(
        run.number(), List.of(new ImportFault(run.number(), Optional.of(column), message)));
  }
}
