package com.aluminatiai.http.file;

import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call to a language model, or several that a log counts together.
 *
 * @param line the number of its line, from 1
 * @param model the model, as the log names it
 * @param inputTokens tokens that went in
 * @param outputTokens tokens that came out
 * @param requests how many calls it stands for
 * @param time when it began
 * @param id what the log calls it; empty if nothing
 * @param project its project; empty if none is said
 */
record UsageCall(
    long line,
    String model,
    long inputTokens,
    long outputTokens,
    long requests,
    Instant time,
    String id,
    String project) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(?:\\.0+)?");
  private static final Pattern EPOCH = Pattern.compile("(\\d{9,11})(?:\\.(\\d{1,9})\\d*)?");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{12,14}");
  private static final Pattern EPOCH_NANOS = Pattern.compile("\\d{18,19}");
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int DATE_LENGTH = "2026-01-02".length();

  /** Either a call or what is wrong with its line. */
  record Read(Optional<UsageCall> call, ImportRow.Faulty fault) {}

  /** Reads what a line says, by the keys of {@link UsageField}. */
  static Read read(long line, Map<String, String> values, ZoneId zone) {
    List<ImportFault> faults = new ArrayList<>();
    String model = UsageField.MODEL.in(values).orElse("");
    if (model.isEmpty()) {
      faults.add(fault(line, "model", "is required: the model that answered"));
    }
    long input = count(line, UsageField.INPUT_TOKENS, "input_tokens", values, 0, faults);
    long output = count(line, UsageField.OUTPUT_TOKENS, "output_tokens", values, 0, faults);
    long requests = count(line, UsageField.REQUESTS, "requests", values, 1, faults);
    String written = UsageField.TIME.in(values).orElse("");
    Optional<Instant> time = time(written, zone);
    if (time.isEmpty()) {
      faults.add(fault(line, "time", written.isEmpty() ? "is required" : FileTimes.FOREIGN_RULE));
    }
    if (!faults.isEmpty()) {
      return new Read(Optional.empty(), new ImportRow.Faulty(line, faults));
    }
    UsageCall call =
        new UsageCall(
            line,
            model,
            input,
            output,
            Math.max(requests, 1),
            time.get(),
            UsageField.ID.in(values).orElse(""),
            UsageField.PROJECT.in(values).orElse(""));
    return new Read(Optional.of(call), new ImportRow.Faulty(line, List.of()));
  }

  private static long count(
      long line,
      UsageField field,
      String name,
      Map<String, String> values,
      long unsaid,
      List<ImportFault> faults) {
    Optional<String> written = field.in(values);
    if (written.isEmpty()) {
      return unsaid;
    }
    if (!NUMBER.matcher(written.get()).matches()) {
      faults.add(fault(line, name, "must be a whole number, 0 or more"));
      return unsaid;
    }
    return new BigDecimal(written.get()).longValueExact();
  }

  /** Reads a date, a time of a tool, or seconds, milliseconds or nanoseconds since 1970. */
  private static Optional<Instant> time(String written, ZoneId zone) {
    if (EPOCH_NANOS.matcher(written).matches()) {
      return Optional.of(Instant.EPOCH.plusNanos(Long.parseLong(written)));
    }
    if (EPOCH_MILLIS.matcher(written).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(written)));
    }
    if (EPOCH.matcher(written).matches()) {
      BigDecimal seconds = new BigDecimal(written);
      return Optional.of(
          Instant.ofEpochSecond(
              seconds.longValue(),
              seconds
                  .remainder(BigDecimal.ONE)
                  .multiply(BigDecimal.valueOf(NANOS_PER_SECOND))
                  .longValue()));
    }
    return FileTimes.read(
        written.length() == DATE_LENGTH ? FileTimes.withOffset(written, zone) : written, zone);
  }

  private static ImportFault fault(long line, String field, String message) {
    return new ImportFault(line, Optional.of(field), message);
  }
}
