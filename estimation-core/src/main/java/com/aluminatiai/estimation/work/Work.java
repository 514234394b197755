package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Usage;
import java.util.Optional;

/**
 * Work that is described by what it has to do rather than by its hours, which follow from the
 * accelerators that it runs on: what plans are made of.
 */
public interface Work {
  /**
   * Derives what runs where: hours, and watts where they follow from the work, with their bands.
   *
   * @param accelerator the device
   * @param acceleratorCount number of devices, 1 to 1,000,000
   * @return the usage; empty where {@link #obstacle} says why
   * @throws IllegalArgumentException if the count is out of its range, or would take more than
   *     1,000,000 hours: the message says so
   */
  Optional<Usage> on(Accelerator accelerator, int acceleratorCount);

  /**
   * Says why nothing can be derived for an accelerator.
   *
   * @param accelerator the device
   * @return a sentence without its full stop; empty where something can
   */
  Optional<String> obstacle(Accelerator accelerator);

  /**
   * Returns the memory that it needs.
   *
   * @return the need
   */
  MemoryNeed memory();
}
