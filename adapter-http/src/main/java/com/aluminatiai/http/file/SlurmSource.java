package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The jobs in what {@code sacct} prints. A job's id becomes its external id, so that it counts once
 * however often it is imported; therefore a job is taken once it has ended. For one thread.
 */
public final class SlurmSource implements TransferWorkloads.Source {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double JOULES_PER_KWH = 3.6e6;
  private static final Set<String> NOT_ENDED =
      Set.of(
          "PENDING",
          "RUNNING",
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
          "REQUEUED",
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

  private final SlurmRuns runs;
  private final SlurmDevices devices;
  private final ImportFiles files;
  private final ForeignFormat unsaid;
  private final Omissions omissions;

  private SlurmSource(
      SlurmRecord.Reader records, ImportFiles files, ForeignFormat unsaid, Omissions omissions) {
    this.runs = new SlurmRuns(records, unsaid.foreignZone(), omissions);
    this.devices = new SlurmDevices(files, unsaid, omissions);
    this.files = files;
    this.unsaid = unsaid;
    this.omissions = omissions;
  }

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
    this(new SlurmTable(lines), files, unsaid, omissions);
  }

  /**
   * Begins to read what {@code sacct --json} printed.
   *
   * @throws IOException if it cannot be read
   */
  static SlurmSource json(
      InputStream file, ImportFiles files, ForeignFormat unsaid, Omissions omissions)
      throws IOException {
    return new SlurmSource(new SlurmJson(file), files, unsaid, omissions);
  }

  @Override
  public Optional<ImportRow> next() throws IOException {
    Optional<SlurmRuns.Run> run = runs.next();
    while (run.isPresent()) {
      Optional<ImportRow> row = row(run.get());
      if (row.isPresent()) {
        return row;
      }
      run = runs.next();
    }
    return Optional.empty();
  }

  private Optional<ImportRow> row(SlurmRuns.Run run) {
    SlurmRecord job = run.job();
    if (!job.problem().isEmpty()) {
      return Optional.of(faulty(job, "JobID", job.problem()));
    }
    if (NOT_ENDED.contains(run.state())) {
      omissions.add(Reason.NOT_ENDED);
      return Optional.empty();
    }
    if (!ENDED.contains(run.state())) {
      return Optional.of(faulty(job, "State", "must be a state that sacct prints, in full"));
    }
    SlurmTres tres = tres(job);
    if (tres.isWithoutGpu()) {
      omissions.add(Reason.NO_GPU);
      return Optional.empty();
    }
    return ended(run, tres);
  }

  private static SlurmTres tres(SlurmRecord job) {
    if (!job.get("AllocTRES").isEmpty()) {
      return SlurmTres.read(job.get("AllocTRES"));
    }
    return job.get("AllocGRES").isEmpty()
        ? SlurmTres.read(job.get("ReqTRES"))
        : SlurmTres.readGres(job.get("AllocGRES"));
  }

  private Optional<ImportRow> ended(SlurmRuns.Run run, SlurmTres tres) {
    SlurmRecord job = run.job();
    if (job.seconds() < 0) {
      return Optional.of(faulty(job, "Elapsed", "must be [days-]hours:minutes:seconds"));
    }
    if (job.seconds() == 0) {
      omissions.add(Reason.DID_NOT_RUN);
      return Optional.empty();
    }
    String start = job.get("Start");
    Optional<Instant> startedAt = FileTimes.read(start, unsaid.foreignZone());
    if (startedAt.isEmpty() && !FileTimes.isNotKnown(start)) {
      return Optional.of(faulty(job, "started_at", FileTimes.FOREIGN_RULE));
    }
    SlurmDevices.Found found = devices.of(job, tres);
    if (!found.problem().isEmpty()) {
      return Optional.of(faulty(job, "AllocTRES", found.problem()));
    }
    Map<String, String> cells = new HashMap<>(found.cells());
    cells.put("external_id", run.externalId());
    cells.put("duration_hours", Double.toString(job.seconds() / SECONDS_PER_HOUR));
    cells.put("model_size_gb", unsaid.modelSize());
    cells.put("site", unsaid.site().orElse(""));
    cells.put("status", run.state().equals("COMPLETED") ? "completed" : "failed");
    String account = job.get("Account");
    cells.put("project", account.isEmpty() ? unsaid.project().orElse("") : account);
    cells.put("notes", job.get("JobName"));
    cells.put("started_at", startedAt.map(Instant::toString).orElse(""));
    measure(cells, run);
    ImportRow row = files.resolvedRow(job.line(), cells);
    return Optional.of(
        row instanceof ImportRow.Read read
            ? new ImportRow.Read(read.line(), read.spec(), read.status(), true)
            : row);
  }

  /** What Slurm measured. Energy is that of whole nodes, also where the job shared them. */
  private void measure(Map<String, String> cells, SlurmRuns.Run run) {
    OptionalDouble percent = SlurmSteps.percent(run.job());
    percent = percent.isPresent() ? percent : run.steps().utilizationPercent();
    percent.ifPresent(number -> cells.put("utilization_pct", Double.toString(number)));
    if (unsaid.isEnergyWanted()) {
      OptionalLong joules = SlurmSteps.joules(run.job());
      joules = joules.isPresent() ? joules : run.steps().joules();
      joules.ifPresent(
          number -> {
            cells.put("measured_kwh", Double.toString(number / JOULES_PER_KWH));
            cells.put("measured_boundary", "node");
          });
    }
  }

  private static ImportRow faulty(SlurmRecord job, String column, String message) {
    return new ImportRow.Faulty(
        job.line(), List.of(new ImportFault(job.line(), Optional.of(column), message)));
  }
}
