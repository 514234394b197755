package com.aluminatiai.estimation;

/** An assumption with its band and where it is from. */
record Assumed(Range band, String source) {
  /** Where a figure is from that the caller gave. */
  static final String STATED = "stated by the caller";

  /** Where a figure is from that follows from what the caller gave. */
  static final String DERIVED = "derived from the work; not stated, not measured";

  /** The job had the whole accelerator. */
  static final Assumed WHOLE_ACCELERATOR = new Assumed(Range.exactly(1), "the whole accelerator");

  static Assumed stated(double figure) {
    return new Assumed(Range.exactly(figure), STATED);
  }

  static Assumed from(PowerFactors.Factor factor) {
    return new Assumed(factor.band(), factor.source());
  }
}
