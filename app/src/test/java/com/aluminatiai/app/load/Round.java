package com.aluminatiai.app.load;

import java.time.Duration;

/** What is measured: the same again and again for a while, over many connections at once. */
interface Round {
  /**
   * Runs it.
   *
   * @throws Exception if anything of it fails
   */
  Outcome run(int connections, Duration duration) throws Exception;
}
