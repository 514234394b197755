package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Proves the model of serving: PLANNING-SERVING.md says what it gives, and no figure is worse than
 * the recorded one. {@code -Dplanning.write=true} writes both files.
 */
final class ServingReportTest {
  private static final Path REPORT = Path.of("PLANNING-SERVING.md");
  private static final Path RECORD =
      Path.of("src/test/resources/com/aluminatiai/estimation/work/serving-recorded.tsv");
  private static final Path FACTORS =
      Path.of("src/main/resources/com/aluminatiai/estimation/work/serving-factors.tsv");
  private static final String HEADER = "set\tmedian_error\tinside\thigh_over_low\n";
  private static final double ROUNDING = 0.05;
  private static final String TABLE =
      """
      | set | runs | bias | median error | inside | HIGH/LOW | naive | EcoLogits |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """;

  private static final Map<String, ServingScore> SCORES = new ServingReport().scores();

  @Test
  void report_saysWhatTheModelGives() throws IOException {
    String report = report();
    if (Boolean.getBoolean("planning.write")) {
      Files.writeString(REPORT, report, StandardCharsets.UTF_8);
    }

    assertThat(Files.readString(REPORT, StandardCharsets.UTF_8)).isEqualTo(report);
  }

  @Test
  void noFigure_isWorseThanTheRecordedOne() throws IOException {
    if (Boolean.getBoolean("planning.write")) {
      Files.writeString(RECORD, record(), StandardCharsets.UTF_8);
    }
    List<String> worse = new ArrayList<>();
    List<DataRow> recorded =
        DataRow.parse(RECORD.toString(), Files.readString(RECORD, StandardCharsets.UTF_8));
    for (DataRow row : recorded) {
      ServingScore now = SCORES.get(row.required("set"));
      if (now.medianErrorPercent() > row.number("median_error") + ROUNDING
          || now.insidePercent() < row.number("inside") - ROUNDING
          || now.highOverLow() > row.number("high_over_low") + ROUNDING) {
        worse.add(now.row(row.required("set")));
      }
    }

    assertThat(recorded).hasSameSizeAs(SCORES.keySet());
    assertThat(worse).isEmpty();
  }

  /** The goals that were set before anything was fitted. */
  @Test
  void publishersLeftOut_areWithinTheGoal() {
    ServingScore score = SCORES.get("Publishers left out");

    assertThat(score.medianErrorPercent()).isLessThanOrEqualTo(25);
    assertThat(score.insidePercent()).isGreaterThanOrEqualTo(85);
    assertThat(score.highOverLow()).isLessThanOrEqualTo(4);
  }

  @Test
  void batchesBetweenMeasuredOnes_areWithinFivePercent() {
    assertThat(SCORES.get("Batches left out of measured configurations").medianErrorPercent())
        .isLessThanOrEqualTo(5);
  }

  /** The shipped factors are those of the fit to every run, and no others. */
  @Test
  void shippedFactors_areTheFittedOnes() throws IOException {
    ServingFactors fitted = ServingRefit.to(MeasuredServing.all());
    ServingFactors shipped = ServingFactors.read();
    if (Boolean.getBoolean("planning.write")) {
      write(fitted);
    }

    for (String key : ServingRefit.keys()) {
      assertThat(shipped.get(key))
          .as(key)
          .isCloseTo(fitted.get(key), org.assertj.core.data.Percentage.withPercentage(2));
    }
  }

  private static void write(ServingFactors fitted) throws IOException {
    String text = Files.readString(FACTORS, StandardCharsets.UTF_8);
    for (String key : ServingRefit.keys()) {
      String figure = String.format(Locale.ROOT, "%.4g", fitted.get(key));
      text = text.replaceFirst("(?m)^" + key + "\t[^\t]*", key + "\t" + figure);
    }
    Files.writeString(FACTORS, text, StandardCharsets.UTF_8);
  }

  @Test
  void shippedCurves_areTheFittedOnes() {
    List<MeasuredCurve> shipped = MeasuredCurves.read().all();

    assertThat(shipped).hasSameSizeAs(ServingReport.configurations().keySet());
    for (List<MeasuredServing> runs : ServingReport.configurations().values()) {
      String id = LanguageModels.standard().find(runs.get(0).model()).orElseThrow().id();
      MeasuredCurve fitted = CurveFit.to(id, runs);
      assertThat(shipped)
          .as(id + " " + fitted.configuration())
          .anySatisfy(curve -> assertSame(curve, fitted));
    }
  }

  private static void assertSame(MeasuredCurve curve, MeasuredCurve fitted) {
    MeasuredCurve.Configuration there = fitted.configuration();
    MeasuredCurve.Configuration here = curve.configuration();
    assertThat(here.modelId()).isEqualTo(there.modelId());
    assertThat(here.acceleratorId()).isEqualTo(there.acceleratorId());
    assertThat(here.count()).isEqualTo(there.count());
    for (double at : new double[] {curve.concurrencyLow(), curve.concurrencyHigh()}) {
      assertThat(curve.joulesPerToken(at))
          .isCloseTo(fitted.joulesPerToken(at), org.assertj.core.data.Percentage.withPercentage(1));
      assertThat(curve.wattsOfAll(at))
          .isCloseTo(fitted.wattsOfAll(at), org.assertj.core.data.Percentage.withPercentage(1));
    }
  }

  private static String record() {
    StringBuilder record = new StringBuilder(HEADER);
    SCORES.forEach(
        (set, score) ->
            record.append(
                String.format(
                    Locale.ROOT,
                    "%s\t%.2f\t%.2f\t%.3f%n",
                    set,
                    score.medianErrorPercent(),
                    score.insidePercent(),
                    score.highOverLow())));
    return record.toString();
  }

  private static String report() {
    StringBuilder rows = new StringBuilder(TABLE);
    SCORES.forEach((set, score) -> rows.append(score.row(set)));
    StringBuilder wall = new StringBuilder(TABLE);
    wall.append(ServingReport.atTheWall(true).row("tokens per second stated"));
    wall.append(ServingReport.atTheWall(false).row("neither rate nor concurrency stated"));
    String text =
        new String(
            DataFile.bytes(ServingReportTest.class, "planning-serving.md"), StandardCharsets.UTF_8);
    return text.replace("{{scores}}", rows)
        .replace("{{wall}}", wall)
        .replace("{{claim}}", wattHoursOfAnAnswer());
  }

  private static String wattHoursOfAnAnswer() {
    LanguageModel model = LanguageModels.standard().find("gpt-4o").orElseThrow();
    Range kwh = ServingModel.standard().estimate(ServingWork.of(model, 400)).acceleratorKwh();
    return String.format(
        Locale.ROOT,
        "%.2f Wh (%.2f to %.2f)",
        1000 * kwh.best(),
        1000 * kwh.low(),
        1000 * kwh.high());
  }
}
