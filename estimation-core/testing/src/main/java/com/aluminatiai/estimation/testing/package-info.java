/**
 * Offline tests of energy models, for whoever writes one: {@link
 * com.aluminatiai.estimation.testing.EnergyModelContract} says what every model holds to, {@link
 * com.aluminatiai.estimation.testing.MeasuredRuns} scores one on published measurements.
 */
package com.aluminatiai.estimation.testing;
