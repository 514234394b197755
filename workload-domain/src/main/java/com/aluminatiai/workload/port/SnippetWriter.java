package com.aluminatiai.workload.port;

import com.aluminatiai.workload.ClientLanguage;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * An AI that writes client code. Implementations are thread-safe and keep their own deadline of 30
 * seconds.
 */
public interface SnippetWriter {
  /**
   * Returns the model's name as users see it.
   *
   * @return {@code MiniMax-M2.1} for instance
   */
  String model();

  /**
   * Writes client code. What comes back is the model's word: it has to be checked before it is
   * shown.
   *
   * @param language the language
   * @param baseAddress the API's base address
   * @param workloadId a workload to fetch back
   * @return the whole text of the model's answer; empty if there is none
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<String> write(ClientLanguage language, URI baseAddress, Optional<UUID> workloadId)
      throws InterruptedException;
}
