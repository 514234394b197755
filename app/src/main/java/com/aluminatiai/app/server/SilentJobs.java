package com.aluminatiai.app.server;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import com.aluminatiai.workload.usecase.HearJobs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds for jobs that promised to report and are silent. Every replica tries; one
 * of them does it.
 */
final class SilentJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SilentJobs.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final HearJobs jobs;
  private final SteadyLoop loop =
      new SteadyLoop(
          "silent-jobs",
          BETWEEN_LOOKS,
          this::look,
          failure -> LOG.error("Silent jobs cannot be looked for", failure));

  SilentJobs(HearJobs jobs) {
    this.jobs = jobs;
  }

  void start() {
    loop.start();
  }

  private Duration look() {
    try {
      int closed = jobs.giveUpSilent(BETWEEN_LOOKS);
      if (closed > 0) {
        LOG.info("Closed {} jobs of which nothing was heard for too long", closed);
      }
    } catch (StorageException e) {
      LOG.debug("No look for silent jobs: {}", e.getMessage());
    }
    return BETWEEN_LOOKS;
  }

  @Override
  public void close() {
    loop.close();
  }
}
