package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;

/**
 * What a model of the caller's own says, with emissions and cost of electricity at the site.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class ModelEstimate {
  private final String modelId;
  private final Range kwh;
  private final Range carbonKg;
  private final Range costUsd;

  ModelEstimate(String modelId, Range kwh, Range carbonKg, Range costUsd) {
    this.modelId = Objects.requireNonNull(modelId, "modelId");
    this.kwh = Objects.requireNonNull(kwh, "kwh");
    this.carbonKg = Objects.requireNonNull(carbonKg, "carbonKg");
    this.costUsd = Objects.requireNonNull(costUsd, "costUsd");
  }

  /** {@return the model's id} */
  public String modelId() {
    return modelId;
  }

  /** {@return facility energy in kWh} */
  public Range kwh() {
    return kwh;
  }

  /** {@return operational emissions in kg CO2e, location-based} */
  public Range carbonKg() {
    return carbonKg;
  }

  /** {@return cost of electricity in USD} */
  public Range costUsd() {
    return costUsd;
  }

  private List<Object> parts() {
    return List.of(modelId, kwh, carbonKg, costUsd);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelEstimate modelEstimate && parts().equals(modelEstimate.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return modelId + ": " + kwh + " kWh, " + carbonKg + " kg CO2e, " + costUsd + " USD";
  }
}
