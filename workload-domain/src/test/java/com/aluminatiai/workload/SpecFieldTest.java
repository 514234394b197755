package com.aluminatiai.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.workload.port.SampleWorkloads;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SpecFieldTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final WorkloadSpec full = SampleWorkloads.full(NOON).spec();
  private final WorkloadSpec plain = SampleWorkloads.plain(NOON).spec();

  private static WorkloadSpec with(WorkloadSpec spec, Map<SpecField, Object> values) {
    return spec.with(
        (SpecValues<RuntimeException>) field -> Optional.ofNullable(values.get(field)));
  }

  @Test
  void with_everyFieldOfAnother_isThatOther() {
    WorkloadSpec emptied = with(full, Map.of());

    for (SpecField field : SpecField.values()) {
      assertThat(field.of(full)).as(field.code()).isPresent();
      assertThat(field.of(emptied)).as(field.code()).isEmpty();
    }
    assertThat(emptied.with((SpecValues<RuntimeException>) field -> field.of(full)))
        .isEqualTo(full);
    assertThat(emptied).isNotEqualTo(full);
  }

  /** What comes from a row is not checked by anybody else. */
  @ParameterizedTest
  @EnumSource(
      value = SpecField.class,
      names = {"HOSTING", "MEASURED_BOUNDARY"})
  void with_wordThatStandsForNothing_isRefusedWithoutRepeatingIt(SpecField field) {
    Map<SpecField, Object> values = Map.of(SpecField.MEASURED_KWH, 1.0, field, "secret");

    assertThatThrownBy(() -> with(plain, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field.code() + " must be ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void with_fieldsThatContradictEachOther_isRefused() {
    assertThatThrownBy(() -> with(plain, Map.of(SpecField.MEASURED_BOUNDARY, "gpu")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                with(
                    plain, Map.of(SpecField.PARAMETERS_B, 8.0, SpecField.ACTIVE_PARAMETERS_B, 8.1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> with(full, Map.of(SpecField.ENDED_AT, Instant.parse("1999-12-31T23:59:59Z"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** An export looks at the fields of those rows alone that state some. */
  @ParameterizedTest
  @EnumSource(SpecField.class)
  void statesFields_withOneField(SpecField field) {
    Map<SpecField, Object> values = new EnumMap<>(SpecField.class);
    values.put(field, field.of(full).orElseThrow());
    needed(field).forEach(other -> values.put(other, other.of(full).orElseThrow()));

    assertThat(with(plain, values).statesFields()).isTrue();
    assertThat(with(full, Map.of()).statesFields()).isFalse();
  }

  private static Set<SpecField> needed(SpecField field) {
    return switch (field) {
      case MEASURED_BOUNDARY -> Set.of(SpecField.MEASURED_KWH);
      default -> Set.of();
    };
  }

  @Test
  void copies_keepWhatTheyDoNotChange() {
    WorkloadSpec copy =
        full.withLoad(1, OptionalDouble.of(5))
            .withLabels(Optional.empty(), Optional.empty())
            .withMeasurement(full.measurement());

    for (SpecField field : SpecField.values()) {
      assertThat(field.of(copy)).as(field.code()).isEqualTo(field.of(full));
    }
  }

  @Test
  void usage_takesWhatWasStatedBeforeWhatTheNameOrTheAgentSays() {
    WorkloadEstimator estimator = new WorkloadEstimator(Estimator.standard(), Method.FALLBACK);
    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(50),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(16));
    WorkloadSpec stated =
        with(
            plain,
            Map.of(
                SpecField.GPU_FRACTION, 0.5,
                SpecField.GPU_WATTS, 400.0,
                SpecField.POWER_LIMIT_WATTS, 500.0,
                SpecField.GPUS_PER_NODE, 4L,
                SpecField.HOST_WATTS_PER_GPU, 120.0));
    Usage bare = estimator.usage(plain, ChosenInputs.NONE);

    assertThat(estimator.usage(stated, chosen))
        .isEqualTo(
            bare.withAcceleratorFraction(0.5)
                .withAcceleratorWatts(400)
                .withPowerLimitWatts(500)
                .withAcceleratorsPerNode(4)
                .withHostWattsPerAccelerator(120));
    assertThat(estimator.usage(plain, chosen)).isEqualTo(bare.withAcceleratorsPerNode(16));
  }
}
