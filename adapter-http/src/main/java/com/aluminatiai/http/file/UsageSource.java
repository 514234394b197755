package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The calls in a log of a gateway to hosted language models: one workload a call, or one for all
 * calls of a model, project and day. Each has an external id, so that what is imported again is
 * skipped. For one thread.
 */
final class UsageSource implements TransferWorkloads.Source {
  private static final int MOST_ID_CHARACTERS = 150;

  private final UsageLines lines;
  private final ImportFiles files;
  private final ForeignFormat unsaid;
  private final Omissions omissions;
  private final Map<UUID, Integer> seen = new HashMap<>();
  private final Map<Day, UsageCall> days = new LinkedHashMap<>();
  private Iterator<Map.Entry<Day, UsageCall>> sums;

  private record Day(LocalDate date, String model, String project) {}

  UsageSource(UsageLines lines, ImportFiles files, ForeignFormat unsaid, Omissions omissions) {
    this.lines = lines;
    this.files = files;
    this.unsaid = unsaid;
    this.omissions = omissions;
  }

  @Override
  public Optional<ImportRow> next() throws IOException {
    while (sums == null) {
      Optional<UsageLines.Line> line = lines.next();
      if (line.isEmpty()) {
        sums = days.entrySet().iterator();
      } else {
        Optional<ImportRow> row = row(line.get());
        if (row.isPresent()) {
          return row;
        }
      }
    }
    return sums.hasNext() ? Optional.of(row(sums.next())) : Optional.empty();
  }

  /** Returns a row of a call; none where it is summed up or left out. */
  private Optional<ImportRow> row(UsageLines.Line line) {
    if (!line.problem().isEmpty()) {
      return Optional.of(ImportFiles.faulty(line.number(), line.problem()));
    }
    UsageCall.Read read = UsageCall.read(line.number(), line.values(), unsaid.foreignZone());
    if (read.call().isEmpty()) {
      return Optional.of(read.fault());
    }
    UsageCall call = read.call().get();
    if (call.outputTokens() == 0) {
      omissions.add(Reason.NO_OUTPUT);
      return Optional.empty();
    }
    if (unsaid.isGroupedByDay()) {
      days.merge(day(call), call, UsageSource::sum);
      return Optional.empty();
    }
    return Optional.of(row(call, "usage:" + id(call)));
  }

  private Day day(UsageCall call) {
    return new Day(
        call.time().atZone(unsaid.foreignZone()).toLocalDate(), call.model(), call.project());
  }

  private static UsageCall sum(UsageCall one, UsageCall other) {
    Instant first = one.time().isBefore(other.time()) ? one.time() : other.time();
    return new UsageCall(
        one.line(),
        one.model(),
        one.inputTokens() + other.inputTokens(),
        one.outputTokens() + other.outputTokens(),
        one.requests() + other.requests(),
        first,
        "",
        one.project());
  }

  /** A day is its date, model and project: imported again, with whatever calls, it is skipped. */
  private ImportRow row(Map.Entry<Day, UsageCall> sum) {
    Day day = sum.getKey();
    String of = day.model() + (day.project().isEmpty() ? "" : ":" + day.project());
    return row(sum.getValue(), "usage:" + day.date() + ":" + shortened(of));
  }

  /** A call without an id is known by what it says; of calls that say the same each is one. */
  private String id(UsageCall call) {
    if (!call.id().isEmpty()) {
      return shortened(call.id());
    }
    UUID content =
        hash(
            String.join(
                "\n",
                call.model(),
                call.project(),
                call.time().toString(),
                call.inputTokens() + " " + call.outputTokens() + " " + call.requests()));
    int count = seen.merge(content, 1, Integer::sum);
    return content + (count == 1 ? "" : "." + count);
  }

  private static String shortened(String id) {
    return id.length() <= MOST_ID_CHARACTERS ? id : hash(id).toString();
  }

  private static UUID hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private ImportRow row(UsageCall call, String externalId) {
    Map<String, String> cells = new HashMap<>();
    cells.put("external_id", externalId);
    cells.put("workload_type", "inference");
    cells.put("status", "completed");
    cells.put("model", call.model());
    cells.put("output_tokens", Long.toString(call.outputTokens()));
    cells.put("input_tokens", Long.toString(call.inputTokens()));
    cells.put("requests", Long.toString(call.requests()));
    cells.put("started_at", call.time().toString());
    cells.put("project", call.project().isEmpty() ? unsaid.project().orElse("") : call.project());
    cells.put("site", unsaid.site().orElse(""));
    cells.put("gpu_type", unsaid.gpuType().map(files::counted).orElse(""));
    return files.resolvedRow(call.line(), cells);
  }
}
