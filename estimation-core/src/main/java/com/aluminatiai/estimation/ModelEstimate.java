package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * What a model of the caller's own says, with emissions and cost of electricity at the site.
 *
 * @param modelId the model's id
 * @param kwh facility energy in kWh
 * @param carbonKg operational emissions in kg CO2e, location-based
 * @param costUsd cost of electricity in USD
 */
public record ModelEstimate(String modelId, Range kwh, Range carbonKg, Range costUsd) {
  /** Checks that nothing is null. */
  public ModelEstimate {
    Objects.requireNonNull(modelId, "modelId");
    Objects.requireNonNull(kwh, "kwh");
    Objects.requireNonNull(carbonKg, "carbonKg");
    Objects.requireNonNull(costUsd, "costUsd");
  }
}
