package com.aluminatiai.http.file;

import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The runs in CodeCarbon's {@code emissions.csv}. Its lines of one run are cumulative: the last one
 * counts. The energy that it measured becomes the workload's measured energy: that of accelerators,
 * processors and memory together, times the PUE that it was told. For one thread.
 */
public final class CodeCarbonSource implements TransferWorkloads.Source {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MOST_SECONDS = 1e10;

  /** How it writes its accelerators: {@code 4 x NVIDIA A100-SXM4-80GB}. */
  private static final Pattern MODEL = Pattern.compile("(\\d+) x (.+)");

  private final ImportFiles files;
  private final CodeCarbonPlaces places;
  private final ForeignFormat unsaid;
  private final Omissions omissions;
  private final Iterator<CodeCarbonLine> runs;
  private final CodeCarbonTwins twins = new CodeCarbonTwins();

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
    this.places = new CodeCarbonPlaces(regions, omissions);
    this.unsaid = unsaid;
    this.omissions = omissions;
    this.runs = CodeCarbonLine.lastOfEachRun(file, omissions).iterator();
  }

  @Override
  public Optional<ImportRow> next() {
    while (runs.hasNext()) {
      CodeCarbonLine run = runs.next();
      if (!run.problem().isEmpty()) {
        return Optional.of(ImportFiles.faulty(run.number(), run.problem()));
      }
      if (!run.isWhole()) {
        return Optional.of(
            faulty(run, CodeCarbonLine.RUN, "is required: it tells which lines belong together"));
      }
      String count = run.get("gpu_count").replaceFirst("\\.0$", "");
      if (count.isEmpty() || count.equals("0")) {
        omissions.add(Reason.NO_GPU);
      } else {
        return Optional.of(row(run, count));
      }
    }
    return Optional.empty();
  }

  private ImportRow row(CodeCarbonLine run, String count) {
    Devices devices = devices(run, count);
    if (devices.type().contains(" x ")) {
      return faulty(run, "gpu_model", "mixes types of GPU: submit them one by one");
    }
    double seconds;
    try {
      seconds = Double.parseDouble(run.get("duration"));
    } catch (NumberFormatException e) {
      return faulty(run, "duration", "must be a number of seconds");
    }
    Map<String, String> cells = new HashMap<>();
    cells.put("external_id", "codecarbon:" + run.run());
    cells.put("gpu_type", files.counted(devices.type()));
    cells.put("notes", devices.notes());
    cells.put("utilization_pct", run.get(CodeCarbonLine.GPU_UTILIZATION));
    cells.put("num_gpus", count);
    cells.put("duration_hours", Double.toString(seconds / SECONDS_PER_HOUR));
    cells.put("model_size_gb", unsaid.modelSize());
    cells.put("site", unsaid.site().orElse(""));
    cells.put("measured_kwh", run.get("energy_consumed"));
    cells.put("measured_boundary", boundary(run));
    cells.put("status", "completed");
    String project = run.get("project_name");
    cells.put("project", project.isEmpty() ? unsaid.project().orElse("") : project);
    cells.put("region", places.of(run));
    cells.put("pue", pue(run));
    cells.put("started_at", startedAt(run, seconds));
    warnOfTwins(run, seconds);
    return files.resolvedRow(run.number(), cells);
  }

  /**
   * What ran.
   *
   * @param type the model of most of its accelerators
   * @param notes all of them, where they are of several models
   */
  private record Devices(String type, String notes) {}

  /** Where the energy of several models was measured together, it is kept together. */
  private Devices devices(CodeCarbonLine run, String count) {
    String cell = run.get("gpu_model");
    Map<String, Integer> models =
        count.matches("\\d{1,6}")
            ? CodeCarbonModels.read(cell, Integer.parseInt(count), files.accelerators())
            : Map.of();
    if (models.size() > 1 && !run.get("energy_consumed").isEmpty()) {
      String all =
          models.entrySet().stream()
              .map(model -> model.getValue() + " x " + model.getKey())
              .collect(Collectors.joining(", "));
      String most = Collections.max(models.keySet(), Comparator.comparing(models::get));
      omissions.remark(
          run.number(),
          "has GPUs of several models ("
              + all
              + "): the energy that was measured is kept, and the estimate takes all for "
              + most
              + ".");
      return new Devices(most, "GPUs: " + all);
    }
    Matcher model = MODEL.matcher(cell);
    String type = model.matches() ? model.group(2) : cell;
    return new Devices(type.isEmpty() ? unsaid.gpuType().orElse("") : type, "");
  }

  private void warnOfTwins(CodeCarbonLine run, double seconds) {
    Optional<Instant> end = FileTimes.read(run.get("timestamp"), unsaid.foreignZone());
    if (end.isEmpty() || !(seconds >= 0 && seconds < MOST_SECONDS)) {
      return;
    }
    Instant start = end.get().minusMillis(Math.round(seconds * 1000));
    long earlier = twins.earlier(run, start, end.get());
    if (earlier > 0) {
      omissions.remark(
          run.number(),
          "ran in the same minutes as line "
              + earlier
              + " on the same kind of machine: if both are ranks of one job on one machine, its energy"
              + " counts twice; track on one rank alone.");
    }
  }

  /** It writes 1 where nobody said one. */
  private static String pue(CodeCarbonLine run) {
    String pue = run.get("pue");
    return pue.matches("1(?:\\.0*)?") ? "" : pue;
  }

  private static String boundary(CodeCarbonLine run) {
    if (run.get("energy_consumed").isEmpty()) {
      return "";
    }
    return pue(run).isEmpty() ? "node" : "facility";
  }

  /**
   * Its times mostly have no zone, and are those of the line: the run began its duration before.
   */
  private String startedAt(CodeCarbonLine run, double seconds) {
    String time = run.get("timestamp");
    try {
      return FileTimes.read(time, unsaid.foreignZone())
          .map(end -> end.minus(Duration.ofMillis(Math.round(seconds * 1000))).toString())
          .orElse(time);
    } catch (DateTimeException | ArithmeticException tooFar) {
      return time;
    }
  }

  private static ImportRow faulty(CodeCarbonLine run, String column, String message) {
    return new ImportRow.Faulty(
        run.number(), List.of(new ImportFault(run.number(), Optional.of(column), message)));
  }
}
