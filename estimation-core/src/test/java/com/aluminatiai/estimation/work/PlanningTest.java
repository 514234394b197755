package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.testing.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves the hours from FLOPs: the committed PLANNING.md says what the model gives, and no figure
 * is worse than the recorded one. {@code -Dplanning.write=true} writes both files, {@code
 * -Dplanning.write=worse} even when a figure got worse.
 */
final class PlanningTest {
  private static final Path REPORT = Path.of("PLANNING.md");
  private static final Path RECORD =
      Path.of("src/test/resources/com/aluminatiai/estimation/work/planning-recorded.tsv");
  private static final String HEADER =
      "set\tmdape\twithin_20\tinside\thigh_over_low"
          + "\theld_out_mdape\theld_out_within_20\theld_out_inside\theld_out_high_over_low\n";
  private static final double ROUNDING = 0.05;

  private record Figures(String set, List<Double> figures) {
    /** Whether more is better, in the order of the columns. */
    private static final List<Boolean> MORE =
        List.of(false, true, true, false, false, true, true, false);

    static Figures of(String set) {
      List<Double> figures = new ArrayList<>();
      for (Score score : List.of(PlanningReport.inSample(set), PlanningReport.heldOut(set))) {
        figures.add(score.mdapePercent());
        figures.add(score.within20Percent());
        figures.add((double) score.inside());
        figures.add(score.medianHighOverLow());
      }
      return new Figures(set, figures);
    }

    static Figures parse(String line) {
      List<String> cells = List.of(line.split("\t", -1));
      List<Double> figures =
          cells.subList(1, cells.size()).stream().map(Double::parseDouble).toList();
      assertThat(figures).hasSameSizeAs(MORE);
      return new Figures(cells.get(0), figures);
    }

    String line() {
      StringBuilder line = new StringBuilder(set);
      figures.forEach(figure -> line.append(String.format(Locale.ROOT, "\t%.3f", figure)));
      return line.append('\n').toString();
    }

    boolean worseThan(Figures then) {
      for (int i = 0; i < MORE.size(); i++) {
        double change = figures.get(i) - then.figures.get(i);
        if ((MORE.get(i) ? -change : change) > ROUNDING) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void noFigure_isWorseThanTheRecordedOne() {
    List<String> worse = new ArrayList<>();
    StringBuilder record = new StringBuilder(HEADER);
    List<Figures> recorded = recorded();
    for (String set : PlanningReport.SETS.keySet()) {
      Figures now = Figures.of(set);
      record.append(now.line());
      recorded.stream()
          .filter(then -> then.set.equals(set) && now.worseThan(then))
          .forEach(then -> worse.add(then + " became " + now));
    }

    if (!System.getProperty("planning.write", "").equals("worse")) {
      assertThat(worse).isEmpty();
    }
    if (System.getProperty("planning.write") != null) {
      write(RECORD, record.toString());
    }
    assertThat(recorded()).hasSameSizeAs(PlanningReport.SETS.keySet());
  }

  @Test
  void report_isWhatTheModelGives() {
    String now = PlanningReport.markdown();

    if (System.getProperty("planning.write") != null) {
      write(REPORT, now);
    }
    assertThat(read(REPORT)).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all but llm-foundry", "whole runs", "llm-foundry", "MLPerf LoRA"})
  void laboratoriesLeftOut_reachTheTargets(String set) {
    Score score = PlanningReport.heldOut(set);

    assertThat(score.mdapePercent()).isLessThanOrEqualTo(20);
    assertThat(score.inside()).isGreaterThanOrEqualTo((int) Math.ceil(0.85 * score.runs()));
    assertThat(score.medianHighOverLow()).isLessThanOrEqualTo(2.6);
  }

  @Test
  void everyRange_isAtMostTheTarget() {
    assertThat(TrainingRun.ALL)
        .allSatisfy(
            run -> {
              double width =
                  run.said(WorkFactors.training()).high() / run.said(WorkFactors.training()).low();
              assertThat(width).isLessThanOrEqualTo(2.6);
            });
  }

  @Test
  void evidence_hasSourcesAndOneRowARun() {
    assertThat(TrainingRun.ALL)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            run -> {
              assertThat(run.source()).isNotBlank();
              assertThat(run.mfu()).isBetween(0.1, 0.9);
            });
    assertThat(TrainingRun.ALL.stream().map(run -> run.name() + run.accelerator() + run.count()))
        .doesNotHaveDuplicates();
  }

  @Test
  void medianOfVotes_isWorkedByHand() {
    assertThat(TrainingRefit.median(List.of(0.5, 0.1, 0.2))).isEqualTo(0.2);
    assertThat(TrainingRefit.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
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
