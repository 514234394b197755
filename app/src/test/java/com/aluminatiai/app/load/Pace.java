package com.aluminatiai.app.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long is measured.
 *
 * @param warmUp before the first round, for limit and service each
 * @param round one round
 * @param rounds how many of each
 */
record Pace(Duration warmUp, Duration round, int rounds) {
  static final int CONNECTIONS = 64;

  /** What a limit and the service reached beside each other. */
  record Pair(Outcome limit, Outcome figure) {}

  /** Lets a limit and the service take turns. */
  Pair compare(Round limit, Round service) throws Exception {
    limit.run(CONNECTIONS, warmUp);
    service.run(CONNECTIONS, warmUp);
    List<Outcome> limits = new ArrayList<>();
    List<Outcome> figures = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      limits.add(limit.run(CONNECTIONS, round));
      figures.add(service.run(CONNECTIONS, round));
    }
    return new Pair(Outcome.median(limits), Outcome.median(figures));
  }
}
