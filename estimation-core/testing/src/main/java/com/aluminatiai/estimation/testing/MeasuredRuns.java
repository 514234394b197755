package com.aluminatiai.estimation.testing;

import com.aluminatiai.estimation.EnergyModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The published evidence that energy models are scored on. {@link #all} is a source for a
 * parameterized test; {@link #score} says how well a model does on one set:
 *
 * <ul>
 *   <li>{@code A1} 8-GPU nodes of Hopper and Blackwell at the wall, full power
 *   <li>{@code A1b} complete systems of Pascal, Volta and Ampere
 *   <li>{@code A2} power-capped inference nodes
 *   <li>{@code A3} small cards and modules
 *   <li>{@code A4} training of small models on whole nodes
 *   <li>{@code A5} nodes that serve at a fixed rate, most of them power-capped
 *   <li>{@code AP} processor counters only: a partial boundary
 *   <li>{@code B1} accelerators alone, training of large models
 *   <li>{@code B2} accelerators alone, serving, images and videos, means over configurations
 *   <li>{@code B3} accelerators alone, training of small models
 *   <li>{@code B4} accelerators alone, language models on engines of 2026, by configuration
 *   <li>{@code B5} accelerators alone, language models on engines of 2024, by configuration
 *   <li>{@code B6} accelerators alone, images, by configuration
 *   <li>{@code B7} accelerators alone, videos, by configuration
 *   <li>{@code A0} a figure that a paper states without its series: it is shown, and has no vote
 *   <li>{@code TPU} TPU systems
 * </ul>
 */
public final class MeasuredRuns {
  private static final List<MeasuredRun> ALL = read();

  private MeasuredRuns() {}

  /**
   * Returns every run.
   *
   * @return runs in the order of the file
   */
  public static Stream<MeasuredRun> all() {
    return ALL.stream();
  }

  /**
   * Returns the runs of some sets whose power was measured.
   *
   * @param sets names of sets
   * @return runs in the order of the file
   */
  public static List<MeasuredRun> of(String... sets) {
    return ALL.stream().filter(run -> List.of(sets).contains(run.set())).toList();
  }

  /**
   * Scores a model on the measured power of some sets.
   *
   * @param model a model
   * @param sets names of sets
   * @return the score
   */
  public static Score score(EnergyModel model, String... sets) {
    return Score.of(
        of(sets).stream()
            .map(run -> new Score.Guess(run.watts(model), run.wattsPerAccelerator()))
            .toList());
  }

  /**
   * Scores a model on reported facility energy.
   *
   * @param model a model
   * @param facilitySets {@code complete}, {@code partial} or both
   * @return the score
   */
  public static Score scoreFacility(EnergyModel model, String... facilitySets) {
    return Score.of(
        ALL.stream()
            .filter(run -> List.of(facilitySets).contains(run.facilitySet()))
            .map(run -> new Score.Guess(run.facilityMwh(model), run.facilityMwh().getAsDouble()))
            .toList());
  }

  private static List<MeasuredRun> read() {
    try (InputStream file = MeasuredRuns.class.getResourceAsStream("measured-runs.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(MeasuredRun::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("measured-runs.tsv cannot be read", e);
    }
  }
}
