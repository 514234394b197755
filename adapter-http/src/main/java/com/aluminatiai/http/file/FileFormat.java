package com.aluminatiai.http.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file of workloads is written in. */
public enum FileFormat {
  /** Our columns, in a spreadsheet's text. */
  CSV,
  /** One JSON object a line. */
  NDJSON,
  /** What {@code sacct --parsable2} or {@code sacct --json} prints. */
  SLURM,
  /** CodeCarbon's {@code emissions.csv}. */
  CODECARBON,
  /** What {@code kubectl get pods -o json} prints, and that of nodes beside it. */
  KUBERNETES,
  /** What gateways to hosted language models log: model, tokens and time of each call. */
  USAGE;

  /** All, as users name them. */
  public static final List<String> CODES = Arrays.stream(values()).map(FileFormat::code).toList();

  private static final String BLANK = " \t\r\n{";

  /** Enough for the first line of every format. */
  private static final int MOST_BEGINNING_BYTES = 16 * 1024;

  private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9_]+");

  /** What an export of sacct has beside the ids of jobs, at least one of them. */
  private static final Set<String> OF_SACCT =
      Set.of("State", "AllocTRES", "ReqTRES", "AllocGRES", "Elapsed", "ElapsedRaw");

  /** How {@code sacct --json} begins, whichever of its parts comes first. */
  private static final Pattern SLURM_JSON =
      Pattern.compile("\\{\\s*\"(?:jobs|meta|errors|warnings)\"\\s*:(?s:.*)");

  private static final Pattern KUBERNETES_JSON =
      Pattern.compile("\\{\\s*\"(?:apiVersion|kind|items)\"\\s*:(?s:.*)");

  /** What the objects of a log of calls to language models hold, and ours do not without a GPU. */
  private static final Pattern USAGE_OBJECT =
      Pattern.compile(
          "\"(?:resourceSpans|gen_ai\\.[a-z_.]+|completion_tokens|output_tokens|usage)\"\\s*:");

  private static final Pattern HARDWARE =
      Pattern.compile("\"(?:num_gpus|gpu_type|duration_hours|workload_type)\"\\s*:");

  private static final Pattern COLUMNS = Pattern.compile("\"?\\s*[,;\\t]\\s*\"?");

  /**
   * Returns the name as users write it.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a format by its name.
   *
   * @param word the name, in any case
   * @return the format; empty if there is none of that name
   */
  public static Optional<FileFormat> of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.code().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /**
   * Tells by the beginning of a file what it is written in. What looks like none of the others is
   * CSV, whose reader says what is wrong with the header.
   *
   * @param beginning some bytes of the file as UTF-8, its first line among them
   */
  static FileFormat by(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.UTF_8).stripLeading();
    return text.startsWith("{") ? byObject(text) : byHeader(text);
  }

  private static FileFormat byObject(String text) {
    if (SLURM_JSON.matcher(text).matches()) {
      return SLURM;
    }
    if (KUBERNETES_JSON.matcher(text).matches()) {
      return KUBERNETES;
    }
    String first = text.lines().findFirst().orElse("");
    boolean isUsage = USAGE_OBJECT.matcher(first).find() && !HARDWARE.matcher(first).find();
    return isUsage ? USAGE : NDJSON;
  }

  private static FileFormat byHeader(String text) {
    String header = text.lines().findFirst().orElse("");
    List<String> names = List.of(SEPARATOR.split(header));
    boolean hasJobs = names.contains("JobID") || names.contains("JobIDRaw");
    if (hasJobs && !Collections.disjoint(names, OF_SACCT)) {
      return SLURM;
    }
    boolean isCodeCarbon =
        names.contains("energy_consumed")
            && (names.contains("run_id") || names.contains("emissions"));
    if (isCodeCarbon) {
      return CODECARBON;
    }
    return UsageField.areIn(List.of(COLUMNS.split(header))) ? USAGE : CSV;
  }

  /** Whether a file is a document of JSON. */
  static boolean isJson(byte[] beginning) {
    return new String(beginning, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }

  /**
   * Reads as far as the first line that shows something, and no further than it has to. A bracket
   * alone shows nothing: a document that is laid out over lines begins with it.
   */
  static byte[] beginning(InputStream file) throws IOException {
    byte[] bytes = new byte[MOST_BEGINNING_BYTES];
    int count = 0;
    boolean hasLine = false;
    while (!hasLine && count < bytes.length) {
      int more = file.read(bytes, count, bytes.length - count);
      if (more < 0) {
        break;
      }
      count += more;
      hasLine = hasLine(bytes, count);
    }
    return Arrays.copyOf(bytes, count);
  }

  private static boolean hasLine(byte[] bytes, int count) {
    boolean isBlank = true;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n' && !isBlank) {
        return true;
      }
      isBlank &= BLANK.indexOf(bytes[i]) >= 0;
    }
    return false;
  }
}
