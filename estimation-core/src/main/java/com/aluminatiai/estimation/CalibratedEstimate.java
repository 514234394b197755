package com.aluminatiai.estimation;

/**
 * What the calibrated model says, with its range.
 *
 * @param kwh facility energy in kWh
 * @param carbonKg operational emissions in kg CO2e, location-based
 * @param costUsd cost of electricity in USD
 * @param assumptions the inputs that made it
 */
public record CalibratedEstimate(
    Range kwh, Range carbonKg, Range costUsd, CalibratedAssumptions assumptions) {}
