package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was derived from tokens where nobody stated hours.
 *
 * @param model the model by its name in the catalogue; empty where its size alone is known
 * @param parametersBillions its parameters in billions
 * @param activeParametersBillions those of them that work on a token, in billions
 * @param durationHours the hours
 * @param mfu the share of the dense BF16 peak that training reaches; empty for serving
 * @param joulesPerOutputToken joules of all accelerators for each output token; empty for training
 * @param accelerator the accelerator, stated or assumed
 * @param acceleratorCount how many, stated or assumed
 * @param inferred the names, as a submission writes them, of what nobody stated
 */
public record Derived(
    Optional<String> model,
    double parametersBillions,
    double activeParametersBillions,
    Range durationHours,
    Optional<Range> mfu,
    Optional<Range> joulesPerOutputToken,
    String accelerator,
    int acceleratorCount,
    List<String> inferred) {
  /** Checks that all are there, and copies the list. */
  public Derived {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(durationHours, "durationHours");
    Objects.requireNonNull(mfu, "mfu");
    Objects.requireNonNull(joulesPerOutputToken, "joulesPerOutputToken");
    Objects.requireNonNull(accelerator, "accelerator");
    inferred = List.copyOf(inferred);
  }
}
