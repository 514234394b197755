package com.aluminatiai.estimation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is known about an accelerator's rated watts, besides the figure itself.
 *
 * @param lowWatts the lowest rating that a device of this name may have
 * @param highWatts the highest
 * @param otherWatts other ratings under which the same board ships; they are outside the band where
 *     the name alone stands for the usual board
 * @param certainty how the rating is known
 */
public record Rating(
    double lowWatts, double highWatts, List<Double> otherWatts, Certainty certainty) {
  private static final double MOST_WATTS = 1e6;

  /**
   * Checks the figures and copies the list.
   *
   * @throws IllegalArgumentException if watts are not more than 0 and finite, or low is above high
   */
  public Rating {
    Require.moreThanZero("lowWatts", lowWatts, MOST_WATTS);
    Require.moreThanZero("highWatts", highWatts, MOST_WATTS);
    if (lowWatts > highWatts) {
      throw new IllegalArgumentException(
          "lowWatts must be at most highWatts, " + highWatts + ": " + lowWatts);
    }
    otherWatts = List.copyOf(otherWatts);
    otherWatts.forEach(watts -> Require.moreThanZero("otherWatts", watts, MOST_WATTS));
    Objects.requireNonNull(certainty, "certainty");
  }

  /**
   * Returns a rating that its maker publishes as one figure.
   *
   * @param watts the rating
   * @return a rating without a band
   */
  public static Rating published(double watts) {
    return new Rating(watts, watts, List.of(), Certainty.PUBLISHED);
  }

  /**
   * Returns whether the rating is a band and no single figure.
   *
   * @return true where the maker leaves it open or nobody publishes it
   */
  public boolean isOpen() {
    return lowWatts < highWatts;
  }

  /** How a rating is known. */
  public enum Certainty {
    /** Read in a source that the accelerator names. */
    PUBLISHED,
    /** A known figure whose source was not read again. */
    RECALLED,
    /** Inferred from similar devices or from the press. */
    ESTIMATED;

    /**
     * Returns the name as it is written in files and in JSON.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
