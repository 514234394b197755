package com.aluminatiai.estimation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Accelerators for tests, free of the catalogue. */
final class Devices {
  static final Accelerator H100 = sxm("NVIDIA_H100_SXM", "Hopper", 700, 80, 989.4);
  static final Accelerator A100 = sxm("NVIDIA_A100_SXM_80", "Ampere", 400, 80, 312);
  static final Accelerator L4 =
      device("NVIDIA_L4", "Ada Lovelace", 72, FormFactor.PCIE, OptionalDouble.of(24), 121);
  static final Accelerator TPU_V4 =
      device("GOOGLE_TPU_V4", "TPU v4", 340, FormFactor.TPU, OptionalDouble.of(32), 275);

  private Devices() {}

  static Accelerator sxm(String id, String architecture, double watts, double gb, double tflops) {
    return device(id, architecture, watts, FormFactor.SXM, OptionalDouble.of(gb), tflops);
  }

  static Accelerator device(
      String id,
      String architecture,
      double watts,
      FormFactor formFactor,
      OptionalDouble memoryGb,
      double tflops) {
    return new Accelerator(
        id,
        id,
        "",
        architecture,
        watts,
        watts,
        Rating.published(watts),
        memoryGb,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        formFactor,
        OptionalInt.empty(),
        Availability.SOLD,
        tflops > 0 ? OptionalDouble.of(tflops) : OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        "",
        "data sheet",
        List.of());
  }
}
