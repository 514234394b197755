package com.aluminatiai.estimation;

/**
 * A power limit that was set on an accelerator. Under a limit the device runs nearer to it: idle
 * and full load, which are known as fractions of the rating, become larger fractions of the limit,
 * at most all of it.
 */
record PowerLimit(Assumed watts, double ratio) {
  /** Returns what the limit of a usage, if it has one, makes of the rated watts. */
  static PowerLimit of(Usage usage, Assumed rated) {
    Range band = rated.band();
    double limit = usage.powerLimitWatts().orElse(Double.POSITIVE_INFINITY);
    if (limit >= band.high()) {
      return new PowerLimit(rated, 1);
    }
    Range limited =
        new Range(
            Math.min(band.low(), limit),
            Math.min(band.best(), limit),
            Math.min(band.high(), limit));
    return new PowerLimit(
        new Assumed(limited, "the rating under the stated power limit"),
        band.best() / limited.best());
  }

  /** Returns a fraction of the rating as a fraction of the limited watts. */
  Assumed fraction(Assumed ofRating) {
    if (ratio == 1) {
      return ofRating;
    }
    Range band = ofRating.band();
    return new Assumed(
        new Range(
            Math.min(1, band.low() * ratio),
            Math.min(1, band.best() * ratio),
            Math.min(1, band.high() * ratio)),
        ofRating.source());
  }
}
