package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The jobs in what {@code sacct --parsable2} prints. A job's id becomes its external id, so that it
 * counts once however often it is imported; therefore a job is taken once it has ended. For one
 * thread.
 */
public final class SlurmSource implements TransferWorkloads.Source {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final Set<String> NOT_ENDED =
      Set.of(
          "PENDING",
          "RUNNING",
          "REQUEUED",
          "RESIZING",
          "SUSPENDED",
          "CONFIGURING",
          "COMPLETING",
          "SIGNALING",
          "STOPPED",
          "STAGE_OUT",
          "SPECIAL_EXIT",
          "REQUEUE_FED",
          "REQUEUE_HOLD",
          "RESV_DEL_HOLD");
  private static final Set<String> ENDED =
      Set.of(
          "COMPLETED",
          "FAILED",
          "CANCELLED",
          "TIMEOUT",
          "NODE_FAIL",
          "OUT_OF_MEMORY",
          "PREEMPTED",
          "DEADLINE",
          "BOOT_FAIL",
          "LAUNCH_FAILED",
          "RECONFIG_FAIL",
          "REVOKED");

  private final BufferedReader lines;
  private final ImportFiles files;
  private final ForeignFormat unsaid;
  private final Omissions omissions;
  private final List<String> columns;
  private long number = 1;

  /**
   * Begins to read.
   *
   * @param lines what sacct printed, with its header
   * @param files reads the rows that are made of it
   * @param unsaid what it does not say
   * @param omissions counts what is left out
   * @throws IOException if it cannot be read, or its header cannot be used
   */
  public SlurmSource(
      BufferedReader lines, ImportFiles files, ForeignFormat unsaid, Omissions omissions)
      throws IOException {
    this.lines = lines;
    this.files = files;
    this.unsaid = unsaid;
    this.omissions = omissions;
    String header = lines.readLine();
    while (header != null && header.isBlank()) {
      number++;
      header = lines.readLine();
    }
    this.columns =
        header == null
            ? List.of()
            : List.of(header.replaceFirst("^\\uFEFF", "").strip().split("\\|", -1));
    boolean isUsable =
        columns.contains("JobID")
            && columns.contains("State")
            && (columns.contains("AllocTRES") || columns.contains("ReqTRES"))
            && (columns.contains("ElapsedRaw") || columns.contains("Elapsed"));
    if (!isUsable) {
      throw new ImportFormatException(
          "must be what sacct --parsable2 --format=JobID,JobName,Account,State,Start,ElapsedRaw,AllocTRES"
              + " prints: JobID, State, AllocTRES (or ReqTRES) and ElapsedRaw (or Elapsed) are needed");
    }
  }

  @Override
  public Optional<ImportRow> next() throws IOException {
    String line = lines.readLine();
    while (line != null) {
      number++;
      Optional<ImportRow> row = line.isBlank() ? Optional.empty() : row(cells(line));
      if (row.isPresent()) {
        return row;
      }
      line = lines.readLine();
    }
    return Optional.empty();
  }

  /** Of what is printed only the name of a job is free to hold the sign between two cells. */
  private List<String> cells(String line) {
    List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
    int name = columns.indexOf("JobName");
    while (name >= 0 && cells.size() > columns.size()) {
      cells.set(name, cells.get(name) + "|" + cells.remove(name + 1));
    }
    return cells;
  }

  private Optional<ImportRow> row(List<String> cells) {
    if (cells.size() != columns.size()) {
      return Optional.of(
          faulty(
              "JobID",
              String.format(
                  Locale.ROOT,
                  "its line has %d cells where the header has %d",
                  cells.size(),
                  columns.size())));
    }
    Map<String, String> job = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      job.put(columns.get(i), cells.get(i).strip());
    }
    if (job.get("JobID").contains(".")) {
      omissions.add(Reason.STEP);
      return Optional.empty();
    }
    String state = job.get("State").split(" ")[0].toUpperCase(Locale.ROOT);
    if (NOT_ENDED.contains(state)) {
      omissions.add(Reason.NOT_ENDED);
      return Optional.empty();
    }
    if (!ENDED.contains(state)) {
      return Optional.of(faulty("State", "must be a state that sacct prints, in full"));
    }
    String resources = job.getOrDefault("AllocTRES", "");
    SlurmTres tres =
        SlurmTres.read(resources.isEmpty() ? job.getOrDefault("ReqTRES", "") : resources);
    if (tres.isWithoutGpu()) {
      omissions.add(Reason.NO_GPU);
      return Optional.empty();
    }
    return ended(job, state, tres);
  }

  private Optional<ImportRow> ended(Map<String, String> job, String state, SlurmTres tres) {
    String elapsed = job.getOrDefault("ElapsedRaw", "");
    OptionalLong seconds =
        elapsed.matches("\\d{1,12}")
            ? OptionalLong.of(Long.parseLong(elapsed))
            : SlurmDuration.seconds(job.getOrDefault("Elapsed", elapsed));
    if (seconds.isEmpty()) {
      return Optional.of(faulty("Elapsed", "must be [days-]hours:minutes:seconds"));
    }
    if (seconds.getAsLong() == 0) {
      omissions.add(Reason.DID_NOT_RUN);
      return Optional.empty();
    }
    if (tres.problem().isPresent()) {
      return Optional.of(faulty("AllocTRES", tres.problem().get()));
    }
    String partition = job.getOrDefault("Partition", "");
    Optional<String> type = tres.type().or(() -> files.ofPartition(partition)).or(unsaid::gpuType);
    if (type.isEmpty()) {
      omissions.addPartition(partition);
      return Optional.of(
          faulty(
              "AllocTRES",
              "names no type of GPU; say it with --gpu-type (over HTTP ?gpu_type=) for such jobs, or of"
                  + " their partition with PUT /api/names"));
    }
    Map<String, String> cells = new HashMap<>();
    cells.put("external_id", "slurm:" + job.get("JobID"));
    cells.put("gpu_type", files.counted(type.get()));
    cells.put("num_gpus", Long.toString(tres.total()));
    cells.put("duration_hours", Double.toString(seconds.getAsLong() / SECONDS_PER_HOUR));
    cells.put("model_size_gb", Double.toString(unsaid.modelSizeGb()));
    cells.put("status", state.equals("COMPLETED") ? "completed" : "failed");
    String account = job.getOrDefault("Account", "");
    cells.put("project", account.isEmpty() ? unsaid.project().orElse("") : account);
    cells.put("notes", job.getOrDefault("JobName", ""));
    cells.put("started_at", startedAt(job.getOrDefault("Start", "")));
    return Optional.of(files.resolvedRow(number, cells));
  }

  /** Slurm mostly writes its times without a zone; what it does not know it says. */
  private String startedAt(String start) {
    return FileTimes.isNotKnown(start)
        ? ""
        : FileTimes.read(start, unsaid.foreignZone()).map(Instant::toString).orElse(start);
  }

  private ImportRow faulty(String column, String message) {
    return new ImportRow.Faulty(
        number, List.of(new ImportFault(number, Optional.of(column), message)));
  }
}
