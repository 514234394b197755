package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.DeclaredType;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.QueryParameters;
import com.aluminatiai.http.file.FileFormat;
import com.aluminatiai.http.file.ForeignFormat;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How a file is to be imported.
 *
 * @param mode what becomes of the good lines where some are bad
 * @param isPreview whether nothing is stored
 * @param isOfLines whether the file is declared to have a JSON object a line
 * @param stated what the file is said to be written in; found by its content if empty
 * @param unsaid what the file does not say
 */
record ImportQuestion(
    Mode mode,
    boolean isPreview,
    boolean isOfLines,
    Optional<FileFormat> stated,
    ForeignFormat unsaid) {
  static final Set<String> PARAMETERS =
      Set.of(
          "mode",
          "format",
          "gpu_type",
          "model_size_gb",
          "project",
          "time_zone",
          "shards_per_gpu",
          "measured",
          "site",
          "group");

  /** What {@code application/x-ndjson} may be. */
  private static final Set<FileFormat> OF_LINES = EnumSet.of(FileFormat.NDJSON, FileFormat.USAGE);

  private static final String ATOMIC = "atomic";
  private static final String PREVIEW = "preview";
  private static final int MOST_SITE_CHARACTERS = 100;
  private static final long MOST_SHARDS = 1_000_000;

  private static final Set<String> TYPES =
      Set.of(
          "text/csv",
          "application/x-ndjson",
          "application/ndjson",
          "text/plain",
          "application/json",
          "application/gzip",
          "application/x-gzip",
          "application/octet-stream");

  /**
   * Reads query and headers.
   *
   * @throws ApiException with everything that is wrong with the query; or if the body is declared
   *     as something that is no file of workloads
   */
  static ImportQuestion of(Exchange exchange) {
    QueryParameters query = exchange.query();
    Optional<String> mode =
        query.parsed(
            "mode",
            word -> Optional.of(word).filter(List.of(ATOMIC, PREVIEW)::contains),
            "must be atomic, preview or left out");
    Optional<FileFormat> format =
        query.choice("format", List.of(FileFormat.values()), FileFormat::code);
    ForeignFormat unsaid = unsaid(query);
    query.throwIfAny();
    boolean isOfLines = isOfLines(DeclaredType.of(exchange.ctx()), format);
    return new ImportQuestion(
        mode.equals(Optional.of(ATOMIC)) ? Mode.ATOMIC : Mode.EACH_LINE,
        mode.equals(Optional.of(PREVIEW)),
        isOfLines,
        format,
        unsaid);
  }

  /** What the file is written in, by what its content looks like. */
  FileFormat format(FileFormat found) {
    FileFormat likely = isOfLines && !OF_LINES.contains(found) ? FileFormat.NDJSON : found;
    return stated.orElse(likely);
  }

  private static ForeignFormat unsaid(QueryParameters query) {
    return new ForeignFormat(
        query
            .parsed(
                "model_size_gb",
                ImportQuestion::size,
                "must be a number, more than 0 and at most 1,000,000")
            .orElse(ForeignFormat.UNKNOWN_MODEL_SIZE_GB),
        query.text("gpu_type", WorkloadSpec.MOST_GPU_TYPE_CHARACTERS),
        query.text("project", Labels.MOST_PROJECT_CHARACTERS),
        query.parsed(
            "time_zone", ImportQuestion::zone, "must be a time zone such as Europe/Berlin"),
        ZoneOffset.UTC,
        shardsPerGpu(query),
        query
            .parsed(
                "measured",
                word -> Optional.of(word).filter(ForeignFormat.CONSUMED_ENERGY::equals),
                "must be consumed_energy or left out")
            .isPresent(),
        query.text("site", MOST_SITE_CHARACTERS),
        query
            .parsed(
                "group",
                word -> Optional.of(word).filter(ForeignFormat.DAY::equals),
                "must be day or left out")
            .isPresent());
  }

  private static OptionalLong shardsPerGpu(QueryParameters query) {
    return query.text("shards_per_gpu").isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(query.whole("shards_per_gpu", 1, 1, MOST_SHARDS));
  }

  private static Optional<Double> size(String text) {
    try {
      double size = Double.parseDouble(text);
      return size > 0 && size <= WorkloadSpec.MOST ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Of the media types only one tells the format: all others are what somebody sends text as. */
  private static boolean isOfLines(DeclaredType declared, Optional<FileFormat> stated) {
    if (!TYPES.contains(declared.name()) || !declared.isUnicode() || !declared.isPlainOrGzip()) {
      throw ApiException.withHeader(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Send the file as Content-Type: text/csv, application/x-ndjson, text/plain, application/json,"
              + " application/gzip or application/octet-stream, in UTF-8 or UTF-16, packed by gzip or not.",
          "Connection",
          "close");
    }
    if (!declared.name().endsWith("ndjson")) {
      return false;
    }
    if (!OF_LINES.containsAll(stated.stream().toList())) {
      throw ApiException.invalid(
          "format", "must be ndjson or usage, as the Content-Type says, or left out");
    }
    return true;
  }
}
