package com.aluminatiai.estimation.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.EnergyModel;
import com.aluminatiai.estimation.FormFactor;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EnergyModel} holds to. Extend it, return your model, and the tests run on a
 * thousand random jobs each, always the same ones.
 */
public abstract class EnergyModelContract {
  private static final long SEED = 20261123;
  private static final int JOBS = 1000;

  /** Makes the contract's tests; a subclass says of which model. */
  protected EnergyModelContract() {}

  /**
   * Returns the model under test.
   *
   * @return a model
   */
  protected abstract EnergyModel model();

  /**
   * Returns whether the model knows idle power. Such a model gives more than nothing at no
   * utilization.
   *
   * @return true unless overridden
   */
  protected boolean knowsIdlePower() {
    return true;
  }

  @Test
  void id_isShortAndNotBlank() {
    assertThat(model().id()).isNotBlank().hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void energy_isFiniteNotNegativeAndOrdered() {
    forRandomJobs(
        (usage, site) -> {
          Range kwh = model().energyKwh(usage, site);

          assertThat(kwh.low()).isGreaterThanOrEqualTo(0).isLessThanOrEqualTo(kwh.best());
          assertThat(kwh.best()).isLessThanOrEqualTo(kwh.high());
          assertThat(kwh.high()).isFinite();
        });
  }

  @Test
  void energy_isFiniteAtTheEdgesOfWhatIsValid() {
    for (double hours : List.of(0.0, Double.MIN_VALUE, 1e-9, (double) Usage.MOST)) {
      for (int count : List.of(1, Usage.MOST)) {
        for (double percent : List.of(0.0, 100.0)) {
          Usage usage = Usage.of(anAccelerator(), count, hours).withUtilizationPercent(percent);

          assertThat(model().energyKwh(usage, Site.UNKNOWN.withPue(5)).high()).isFinite();
        }
      }
    }
  }

  @Test
  void energy_ofZeroHours_isZero() {
    forRandomJobs(
        (usage, site) ->
            assertThat(model().energyKwh(hours(usage, 0), site)).isEqualTo(Range.exactly(0)));
  }

  @Test
  void energy_isLinearInHours() {
    forRandomJobs(
        (usage, site) ->
            assertScaled(
                model().energyKwh(hours(usage, usage.durationHours() / 2), site),
                model().energyKwh(usage, site)));
  }

  @Test
  void energy_isLinearInCount() {
    forRandomJobs(
        (usage, site) ->
            assertScaled(
                model().energyKwh(usage, site),
                model().energyKwh(count(usage, usage.acceleratorCount() * 2), site)));
  }

  @Test
  void energy_risesWithUtilization() {
    forRandomJobs(
        (usage, site) -> {
          double percent = usage.utilizationPercent().orElse(40);
          Range less = model().energyKwh(usage.withUtilizationPercent(percent / 2), site);
          Range more = model().energyKwh(usage.withUtilizationPercent(percent), site);

          assertThat(more.best()).isGreaterThanOrEqualTo(less.best() * (1 - 1e-12));
        });
  }

  @Test
  void energy_risesWithPue() {
    forRandomJobs(
        (usage, site) -> {
          double pue = site.pue().orElse(1.3);
          Range less = model().energyKwh(usage, site.withPue(1 + (pue - 1) / 2));
          Range more = model().energyKwh(usage, site.withPue(pue));

          assertThat(more.best()).isGreaterThanOrEqualTo(less.best() * (1 - 1e-12));
        });
  }

  @Test
  void energy_ofAnIdleJob_isMoreThanNothing() {
    Usage idle = Usage.of(anAccelerator(), 8, 24).withUtilizationPercent(0);

    double kwh = model().energyKwh(idle, Site.UNKNOWN).best();

    assertThat(kwh > 0).isEqualTo(knowsIdlePower());
  }

  @Test
  void range_whenEverythingIsStated_isOnePoint() {
    forRandomJobs(
        (usage, site) -> {
          Usage stated =
              usage
                  .withUtilizationPercent(80)
                  .withAcceleratorWatts(300)
                  .withHostWattsPerAccelerator(150)
                  .withNetworkFraction(0.02);

          Range kwh = model().energyKwh(stated, site.withPue(1.2));

          assertThat(kwh.low()).isEqualTo(kwh.best());
          assertThat(kwh.high()).isEqualTo(kwh.best());
        });
  }

  private static void assertScaled(Range half, Range whole) {
    assertThat(half.low() * 2).isCloseTo(whole.low(), within(whole.high() * 1e-9));
    assertThat(half.best() * 2).isCloseTo(whole.best(), within(whole.high() * 1e-9));
    assertThat(half.high() * 2).isCloseTo(whole.high(), within(whole.high() * 1e-9));
  }

  private static void forRandomJobs(BiConsumer<Usage, Site> check) {
    Random random = new Random(SEED);
    for (int job = 0; job < JOBS; job++) {
      Usage usage = randomUsage(random);
      Site site =
          random.nextBoolean() ? Site.UNKNOWN : Site.UNKNOWN.withPue(1 + random.nextDouble());
      try {
        check.accept(usage, site);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ", job " + job + ": " + usage + ", " + site, e);
      }
    }
  }

  private static Usage randomUsage(Random random) {
    FormFactor[] formFactors = FormFactor.values();
    WorkloadType[] types = WorkloadType.values();
    Accelerator accelerator =
        accelerator(
            5 + random.nextDouble() * 1500, formFactors[random.nextInt(formFactors.length)]);
    Usage usage =
        Usage.of(accelerator, 1 + random.nextInt(100_000), random.nextDouble() * 10_000)
            .withWorkloadType(types[random.nextInt(types.length)]);
    return random.nextBoolean() ? usage : usage.withUtilizationPercent(random.nextDouble() * 100);
  }

  private static Accelerator anAccelerator() {
    return accelerator(700, FormFactor.SXM);
  }

  private static Accelerator accelerator(double watts, FormFactor formFactor) {
    return Accelerator.builder("CONTRACT", watts)
        .name("a device of the contract")
        .architecture("Hopper")
        .formFactor(formFactor)
        .source("contract")
        .build();
  }

  private static Usage hours(Usage usage, double hours) {
    return copy(usage, usage.acceleratorCount(), hours);
  }

  private static Usage count(Usage usage, int count) {
    return copy(usage, count, usage.durationHours());
  }

  private static Usage copy(Usage usage, int count, double hours) {
    Usage copy =
        Usage.of(usage.accelerator(), count, hours)
            .withWorkloadType(usage.workloadType().orElse(WorkloadType.OTHER));
    return usage.utilizationPercent().isPresent()
        ? copy.withUtilizationPercent(usage.utilizationPercent().getAsDouble())
        : copy;
  }
}
