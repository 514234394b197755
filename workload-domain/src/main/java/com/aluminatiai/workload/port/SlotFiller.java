package com.aluminatiai.workload.port;

import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import java.util.Optional;

/**
 * An AI that fills the slots of client code; it writes none. Implementations are thread-safe and
 * keep their own deadline of 30 seconds.
 *
 * <p>It is told the wish and nothing else: what it does not know it cannot pass on to a third
 * party.
 */
public interface SlotFiller {
  /**
   * Returns the model's name as users see it.
   *
   * @return {@code MiniMax-M2.1} for instance
   */
  String model();

  /**
   * Fills the slots. What comes back is the model's word: it has to be checked before it is shown.
   *
   * @param wish what code is wanted
   * @return what the model answers; empty if there is no answer
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<CodeSlots> fill(CodeWish wish) throws InterruptedException;
}
