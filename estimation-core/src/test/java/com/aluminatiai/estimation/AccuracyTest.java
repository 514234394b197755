package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.testing.MeasuredRun;
import com.aluminatiai.estimation.testing.MeasuredRuns;
import com.aluminatiai.estimation.testing.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves the calibrated model: the committed ACCURACY.md says what the model gives, and no figure
 * is worse than the recorded one. {@code -Daccuracy.write=true} writes both files, {@code
 * -Daccuracy.write=worse} even when a figure got worse.
 */
final class AccuracyTest {
  private static final Path REPORT = Path.of("ACCURACY.md");
  private static final Path RECORD =
      Path.of("src/test/resources/com/aluminatiai/estimation/accuracy-recorded.tsv");
  private static final double ROUNDING = 0.05;
  private static final String HEADER =
      "set\tbias\tmdape\tmape\twithin_20\tinside\thigh_over_low"
          + "\theld_out_bias\theld_out_mdape\theld_out_mape\theld_out_within_20"
          + "\theld_out_inside\theld_out_high_over_low\n";

  /** What is kept of a score. */
  private record Kept(
      double biasPercent,
      double mdapePercent,
      double mapePercent,
      double within20Percent,
      int inside,
      double medianHighOverLow) {
    static Kept of(Score score) {
      return new Kept(
          score.biasPercent(),
          score.mdapePercent(),
          score.mapePercent(),
          score.within20Percent(),
          score.inside(),
          score.medianHighOverLow());
    }
  }

  private record Figures(String set, Kept inSample, Kept heldOut) {
    private static final int COLUMNS = 12;

    static Figures of(String name) {
      String[] sets = AccuracyReport.SETS.get(name);
      return new Figures(
          name,
          Kept.of(MeasuredRuns.score(new CalibratedModel(), sets)),
          Kept.of(AccuracyReport.heldOut(sets)));
    }

    static Figures parse(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).hasSize(1 + COLUMNS);
      return new Figures(cells[0], kept(cells, 1), kept(cells, 1 + COLUMNS / 2));
    }

    private static Kept kept(String[] cells, int from) {
      return new Kept(
          Double.parseDouble(cells[from]),
          Double.parseDouble(cells[from + 1]),
          Double.parseDouble(cells[from + 2]),
          Double.parseDouble(cells[from + 3]),
          Integer.parseInt(cells[from + 4]),
          Double.parseDouble(cells[from + 5]));
    }

    String line() {
      return set + cells(inSample) + cells(heldOut) + "\n";
    }

    private static String cells(Kept score) {
      return String.format(
          Locale.ROOT,
          "\t%.2f\t%.2f\t%.2f\t%.2f\t%d\t%.3f",
          score.biasPercent(),
          score.mdapePercent(),
          score.mapePercent(),
          score.within20Percent(),
          score.inside(),
          score.medianHighOverLow());
    }

    boolean worseThan(Figures recorded) {
      return worse(inSample, recorded.inSample) || worse(heldOut, recorded.heldOut);
    }

    private static boolean worse(Kept now, Kept then) {
      return Math.abs(now.biasPercent()) > Math.abs(then.biasPercent()) + ROUNDING
          || now.mdapePercent() > then.mdapePercent() + ROUNDING
          || now.mapePercent() > then.mapePercent() + ROUNDING
          || now.within20Percent() < then.within20Percent() - ROUNDING
          || now.inside() < then.inside()
          || now.medianHighOverLow() > then.medianHighOverLow() + ROUNDING;
    }
  }

  static Stream<MeasuredRun> runsAtFullPower() {
    return MeasuredRuns.all().filter(run -> List.of("A1", "A1b", "TPU").contains(run.set()));
  }

  @Test
  void noFigure_isWorseThanTheRecordedOne() {
    List<String> worse = new ArrayList<>();
    StringBuilder record = new StringBuilder(HEADER);
    List<Figures> recorded = recorded();
    for (String set : AccuracyReport.SETS.keySet()) {
      Figures now = Figures.of(set);
      record.append(now.line());
      recorded.stream()
          .filter(then -> then.set.equals(set) && now.worseThan(then))
          .forEach(then -> worse.add(then + " became " + now));
    }

    if (!System.getProperty("accuracy.write", "").equals("worse")) {
      assertThat(worse).isEmpty();
    }
    if (System.getProperty("accuracy.write") != null) {
      write(RECORD, record.toString());
    }
    assertThat(recorded()).hasSameSizeAs(AccuracyReport.SETS.keySet());
  }

  @Test
  void report_isWhatTheModelGives() {
    String now = AccuracyReport.markdown();

    if (System.getProperty("accuracy.write") != null) {
      write(REPORT, now);
    }
    assertThat(read(REPORT)).isEqualTo(now);
  }

  @Test
  void completeSystemsAtFullPower_reachTheTargets() {
    Score score = MeasuredRuns.score(new CalibratedModel(), "A1", "A1b", "TPU");

    assertThat(score.mdapePercent()).isLessThanOrEqualTo(6);
    assertThat(score.inside()).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * score.runs()));
    assertThat(score.medianHighOverLow()).isLessThanOrEqualTo(1.6);
    assertThat(AccuracyReport.heldOut("A1").mdapePercent()).isLessThanOrEqualTo(9);
  }

  @Test
  void model_beatsTheNaiveFormulasOnCompleteSystems() {
    double calibrated = MeasuredRuns.score(new CalibratedModel(), "A1", "A1b").mdapePercent();

    assertThat(calibrated)
        .isLessThan(MeasuredRuns.score(new TdpModel(0.8), "A1", "A1b").mdapePercent())
        .isLessThan(MeasuredRuns.score(new TdpModel(1), "A1", "A1b").mdapePercent());
  }

  @ParameterizedTest
  @MethodSource("runsAtFullPower")
  void model_isWithinAFactorOfOneAndAHalf(MeasuredRun run) {
    double said = run.watts(new CalibratedModel()).best();

    assertThat(said / run.wattsPerAccelerator()).isBetween(1 / 1.6, 1.5);
  }

  @ParameterizedTest
  @MethodSource("com.aluminatiai.estimation.testing.MeasuredRuns#all")
  void evidence_isOfAnAcceleratorThatTheCatalogueKnows(MeasuredRun run) {
    Accelerator known =
        Estimator.standard().accelerators().byId(run.accelerator().id()).orElseThrow();

    assertThat(HostClass.of(known)).isEqualTo(HostClass.of(run.accelerator()));
    assertThat(run.source()).isNotBlank();
  }

  @Test
  void score_ofThreeGuesses_isWorkedByHand() {
    Score score =
        Score.of(
            List.of(
                new Score.Guess(new Range(90, 100, 180), 100),
                new Score.Guess(new Range(100, 110, 150), 100),
                new Score.Guess(new Range(50, 50, 100), 200)));

    // Errors 0 %, +10 %, −75 %; absolute 0, 10, 75; widths 2, 1.5, 2; 100 is the end of the second.
    assertThat(score.biasPercent()).isZero();
    assertThat(score.mdapePercent()).isCloseTo(10, within(1e-9));
    assertThat(score.mapePercent()).isCloseTo(85.0 / 3, within(1e-9));
    assertThat(score.within20Percent()).isCloseTo(200.0 / 3, within(1e-9));
    assertThat(score.inside()).isEqualTo(2);
    assertThat(score.medianHighOverLow()).isEqualTo(2);
  }

  private static List<Figures> recorded() {
    return Files.exists(RECORD)
        ? read(RECORD).lines().skip(1).map(Figures::parse).toList()
        : List.of();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
