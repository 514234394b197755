package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is known about an accelerator's rated watts, besides the figure itself.
 *
 * <p>{@link #published} and {@link #between} are where one begins. Immutable and thread-safe.
 */
public final class Rating {
  private static final double MOST_WATTS = 1e6;

  private final double lowWatts;
  private final double highWatts;
  private final List<Double> otherWatts;
  private final Certainty certainty;

  Rating(double lowWatts, double highWatts, List<Double> otherWatts, Certainty certainty) {
    Require.moreThanZero("lowWatts", lowWatts, MOST_WATTS);
    Require.moreThanZero("highWatts", highWatts, MOST_WATTS);
    if (lowWatts > highWatts) {
      throw new IllegalArgumentException(
          "lowWatts must be at most highWatts, " + highWatts + ": " + lowWatts);
    }
    otherWatts.forEach(watts -> Require.moreThanZero("otherWatts", watts, MOST_WATTS));
    this.lowWatts = lowWatts;
    this.highWatts = highWatts;
    this.otherWatts = List.copyOf(otherWatts);
    this.certainty = Objects.requireNonNull(certainty, "certainty");
  }

  /** {@return the lowest rating that a device of this name may have} */
  public double lowWatts() {
    return lowWatts;
  }

  /** {@return the highest} */
  public double highWatts() {
    return highWatts;
  }

  /**
   * {@return other ratings under which the same board ships; they are outside the band where the
   * name alone stands for the usual board}
   */
  public List<Double> otherWatts() {
    return otherWatts;
  }

  /** {@return how the rating is known} */
  public Certainty certainty() {
    return certainty;
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
   * Returns a rating that lies between two figures.
   *
   * @param lowWatts the lowest rating that a device of this name may have, more than 0
   * @param highWatts the highest, not less
   * @param certainty how the rating is known
   * @return a rating with a band
   * @throws IllegalArgumentException if watts are not more than 0 and finite, or low is above high
   */
  public static Rating between(double lowWatts, double highWatts, Certainty certainty) {
    return new Rating(lowWatts, highWatts, List.of(), certainty);
  }

  /**
   * Returns this rating with the other ratings under which the same board ships.
   *
   * @param watts each more than 0
   * @return a copy
   * @throws IllegalArgumentException if watts are not more than 0 and finite
   */
  public Rating withOtherWatts(List<Double> watts) {
    return new Rating(lowWatts, highWatts, watts, certainty);
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

  /** All that it says, in a fixed order. */
  List<Object> parts() {
    return List.of(lowWatts, highWatts, otherWatts, certainty);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rating rating && parts().equals(rating.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return (isOpen() ? lowWatts + " to " + highWatts : lowWatts) + " W, " + certainty.code();
  }
}
