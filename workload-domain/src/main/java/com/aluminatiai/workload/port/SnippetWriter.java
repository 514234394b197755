package com.aluminatiai.workload.port;

import com.aluminatiai.workload.ClientLanguage;
import java.util.Optional;

/**
 * An AI that writes client code. Implementations are thread-safe and keep their own deadline of 30
 * seconds.
 *
 * <p>It is told the language and nothing else: what it does not know it cannot pass on to a third
 * party. Where the service's address and a workload's id belong, it leaves blanks.
 */
public interface SnippetWriter {
  /** Stands in the code for the API's base address, without a slash at its end. */
  String BASE_ADDRESS = "__BASE_ADDRESS__";

  /** Stands in the code for the id of the workload to fetch; nothing takes its place if none is. */
  String WORKLOAD_ID = "__WORKLOAD_ID__";

  /**
   * Returns the model's name as users see it.
   *
   * @return {@code MiniMax-M2.1} for instance
   */
  String model();

  /**
   * Writes client code with the blanks {@link #BASE_ADDRESS} and {@link #WORKLOAD_ID}. What comes
   * back is the model's word: it has to be checked before it is shown.
   *
   * @param language the language
   * @return the whole text of the model's answer; empty if there is none
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<String> write(ClientLanguage language) throws InterruptedException;
}
