package com.aluminatiai.app.server;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.AgentConversations;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up conversations with the agent that nobody holds: their process died or was stopped, or
 * had no place for them. Every replica looks for them; the lease in the database gives each to one.
 */
final class ConversationsLeftBehind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationsLeftBehind.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final AgentConversations conversations;
  private final int atOnce;
  private final ScheduledExecutorService threads;

  /** Half of the places are for what was left behind, the rest is for new submissions. */
  ConversationsLeftBehind(AgentConversations conversations, int maxConcurrency) {
    this.conversations = conversations;
    this.atOnce = Math.max(1, maxConcurrency / 2);
    this.threads =
        Executors.newScheduledThreadPool(
            atOnce,
            task -> {
              Thread thread = new Thread(task, "agent-left-behind");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    for (int i = 0; i < atOnce; i++) {
      long first = BETWEEN_LOOKS.toMillis() * i / atOnce;
      threads.scheduleWithFixedDelay(
          this::holdAll, first, BETWEEN_LOOKS.toMillis() * atOnce, TimeUnit.MILLISECONDS);
    }
  }

  // Whatever goes wrong, there is a next time: an exception would end the schedule.
  private void holdAll() {
    try {
      boolean found = true;
      while (found) {
        found = conversations.resumeOne();
      }
    } catch (StorageException e) {
      LOG.debug("No look for conversations: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("A conversation that was left behind broke", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
