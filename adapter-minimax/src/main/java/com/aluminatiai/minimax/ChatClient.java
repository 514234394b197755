package com.aluminatiai.minimax;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Asks the model, and asks again where that helps: within the deadline, at most twice. */
final class ChatClient {
  private static final double FIRST_PAUSE_MILLIS = 500;

  private final Endpoint endpoint;
  private final ChatReader reader;
  private final Time time;
  private final DoubleSupplier jitter;

  /** Creates a client; {@code jitter} gives numbers from 0 to 1. */
  ChatClient(Endpoint endpoint, Time time, DoubleSupplier jitter) {
    this.endpoint = endpoint;
    this.reader = new ChatReader(time);
    this.time = time;
    this.jitter = jitter;
  }

  ChatReply ask(byte[] request, Tally tally) throws ChatProblem, InterruptedException {
    Deadline deadline = tally.deadline();
    for (int retries = 0; ; retries++) {
      try {
        tally.requestSent();
        ChatReply reply = reader.read(endpoint.post(request, deadline));
        tally.answeredBy(reply);
        return reply;
      } catch (ChatProblem problem) {
        Duration pause = pause(problem, retries);
        if (retries >= problem.trouble().mostRetries()
            || pause.compareTo(deadline.remaining()) >= 0) {
          throw problem;
        }
        time.sleep(pause);
      }
    }
  }

  /** Retry-After where given, else 0.5 s, 1 s, ... with full jitter, but not below the floor. */
  private Duration pause(ChatProblem problem, int retries) {
    double millis = FIRST_PAUSE_MILLIS * (1 << retries) * jitter.getAsDouble();
    Duration own = Duration.ofMillis(Math.round(millis));
    Duration least = problem.hints().pause().orElse(problem.trouble().leastPause());
    return own.compareTo(least) > 0 ? own : least;
  }
}
