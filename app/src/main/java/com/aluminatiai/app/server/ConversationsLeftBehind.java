package com.aluminatiai.app.server;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import com.aluminatiai.workload.usecase.AgentConversations;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up conversations with the agent that nobody holds: their process died or was stopped, or
 * had no place for them. Every replica looks for them; the lease in the database gives each to one.
 */
final class ConversationsLeftBehind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationsLeftBehind.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final AgentConversations conversations;
  private final List<SteadyLoop> loops;

  /** Half of the places are for what was left behind, the rest is for new submissions. */
  ConversationsLeftBehind(AgentConversations conversations, int maxConcurrency) {
    this.conversations = conversations;
    int atOnce = Math.max(1, maxConcurrency / 2);
    this.loops = IntStream.range(0, atOnce).mapToObj(i -> loop(i, atOnce)).toList();
  }

  private SteadyLoop loop(int number, int atOnce) {
    Duration rest = BETWEEN_LOOKS.multipliedBy(atOnce);
    return new SteadyLoop(
        "agent-left-behind",
        BETWEEN_LOOKS.multipliedBy(number).dividedBy(atOnce),
        () -> {
          holdAll();
          return rest;
        },
        failure -> LOG.error("A conversation that was left behind broke", failure));
  }

  void start() {
    loops.forEach(SteadyLoop::start);
  }

  private void holdAll() throws InterruptedException {
    try {
      boolean found = true;
      while (found) {
        found = conversations.resumeOne();
      }
    } catch (StorageException e) {
      LOG.debug("No look for conversations: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    SteadyLoop.closeAll(loops);
  }
}
