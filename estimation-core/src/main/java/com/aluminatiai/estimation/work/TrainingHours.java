package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import java.util.List;
import java.util.Objects;

/**
 * Hours that were derived from training, and what they rest on.
 *
 * <p>Made by {@link TrainingWork#hours}; it grows by accessors. Immutable and thread-safe.
 */
public final class TrainingHours {
  private final Range hours;
  private final Range mfu;
  private final Range flops;

  TrainingHours(Range hours, Range mfu, Range flops) {
    this.hours = Objects.requireNonNull(hours, "hours");
    this.mfu = Objects.requireNonNull(mfu, "mfu");
    this.flops = Objects.requireNonNull(flops, "flops");
  }

  /** {@return wall-clock hours} */
  public Range hours() {
    return hours;
  }

  /** {@return the share of the dense BF16 peak that is reached; one point where it was stated} */
  public Range mfu() {
    return mfu;
  }

  /** {@return floating-point operations; one point where the model's size is known} */
  public Range flops() {
    return flops;
  }

  private List<Object> parts() {
    return List.of(hours, mfu, flops);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingHours training && parts().equals(training.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return hours + " h at an MFU of " + mfu;
  }
}
