package com.aluminatiai.estimation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints what is promised of them as a table: the limit measured in the
 * same run, the figure, their ratio, the goal. Of each benchmark the fastest iteration counts, for
 * whatever else a machine does only ever adds time; so there are many, of a few milliseconds.
 */
public final class LimitsTable {
  private record Figure(double nanos, double bytes) {}

  /** One line; {@code limit} is the benchmark beside it or empty, {@code most} ns or times it. */
  private record Row(String what, String limit, String figure, double most, boolean allocates) {
    boolean hasGoal() {
      return most < Double.MAX_VALUE;
    }
  }

  private static final double NO_GOAL = Double.MAX_VALUE;
  private static final String BARE = "EstimationBenchmark.bareArithmetic";
  private static final double LEAST_BYTES = 0.5;

  private static final List<Row> ROWS =
      List.of(
          row("one estimate, seed's formula", BARE, "EstimationBenchmark.fallbackPrimitive", 3),
          row("the same by the model's objects", BARE, "EstimationBenchmark.fallbackModel", 3),
          row("one estimate, calibrated", BARE, "EstimationBenchmark.calibratedPrimitive", 3),
          row("look-up by a messy alias", "", "NamesBenchmark.alias", 200),
          row("look-up by another name, again", "", "NamesBenchmark.otherName", 200),
          row("look-up of an unknown name, again", "", "NamesBenchmark.unknownName", 200),
          row(
              "a row of columns, seed's formula",
              "ColumnsBenchmark.copyOfFiveColumns",
              "ColumnsBenchmark.fallback",
              4),
          row(
              "a row of columns, calibrated",
              "ColumnsBenchmark.copyOfFourColumns",
              "ColumnsBenchmark.calibrated",
              4),
          free("calibrated, with ranges", "EstimationBenchmark.calibratedEstimate"),
          free("all that a record stores", "EstimationBenchmark.estimate"),
          free("comparison of 1,000 cells", "EstimationBenchmark.compareThousandCells"),
          free("plan of 1,000 cells", "PlanBenchmark.thousandCells"));

  private LimitsTable() {}

  private static Row row(String what, String limit, String figure, double most) {
    return new Row(what, limit, figure, most, false);
  }

  private static Row free(String what, String figure) {
    return new Row(what, BARE, figure, NO_GOAL, true);
  }

  /**
   * Runs everything and prints the table.
   *
   * @param args the file to write the table to, then options of JMH; without a file it is only
   *     printed
   * @throws RunnerException if a benchmark fails
   * @throws CommandLineOptionException if JMH does not know an option
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args)
      throws RunnerException, CommandLineOptionException, IOException {
    String[] jmh = Stream.of(args).skip(1).toArray(String[]::new);
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(jmh))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    System.out.println("Running the benchmarks takes a minute or two.");
    String table = table(new Runner(options).run());
    System.out.println(table);
    if (args.length > 0) {
      Path file = Path.of(args[0]);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, table);
    }
  }

  private static String table(Collection<RunResult> results) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark().replaceFirst(".*\\.(?=[^.]+\\.[^.]+$)", "");
      figures.put(name, new Figure(fastest(result), bytes(result)));
    }
    StringBuilder text = new StringBuilder(machine());
    text.append("| what | limit | figure | ratio | allocated | goal | reached |\n");
    text.append("|---|---:|---:|---:|---:|---|---|\n");
    for (Row row : ROWS) {
      if (figures.containsKey(row.figure())) {
        text.append(line(row, figures));
      }
    }
    return text.toString();
  }

  private static String line(Row row, Map<String, Figure> figures) {
    Figure figure = figures.get(row.figure());
    Figure limit = figures.get(row.limit());
    double ratio = limit == null ? Double.NaN : figure.nanos() / limit.nanos();
    double reached = row.limit().isEmpty() ? figure.nanos() : ratio;
    boolean bytesReached = row.allocates() || figure.bytes() < LEAST_BYTES;
    String goal = row.limit().isEmpty() ? "%.0f ns, 0 B" : "%.0f times, 0 B";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.0f B | %s | %s |%n",
        row.what(),
        limit == null ? "" : nanos(limit.nanos()),
        nanos(figure.nanos()),
        limit == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
        figure.bytes(),
        row.hasGoal() ? "at most " + String.format(Locale.ROOT, goal, row.most()) : "",
        row.hasGoal() ? (reached <= row.most() && bytesReached ? "yes" : "**no**") : "");
  }

  private static String nanos(double nanos) {
    return String.format(Locale.ROOT, nanos < 100 ? "%.2f ns" : "%,.0f ns", nanos);
  }

  private static double fastest(RunResult result) {
    return iterations(result)
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .min()
        .orElseThrow();
  }

  /** The median: JMH itself allocates a little, which shows in an iteration that was interrupted. */
  private static double bytes(RunResult result) {
    double[] bytes =
        iterations(result)
            .mapToDouble(
                iteration -> iteration.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
            .sorted()
            .toArray();
    return bytes[bytes.length / 2];
  }

  private static Stream<IterationResult> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream());
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "JDK %s, %s, %d processors, %s.%n%n",
        Runtime.version(),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        processor());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
