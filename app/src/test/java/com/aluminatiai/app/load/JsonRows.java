package com.aluminatiai.app.load;

import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.http.message.EstimateResponse;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What reading and writing JSON by hand is worth, beside Jackson's trees. */
final class JsonRows {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ObjectMapper jackson = new ObjectMapper();
  private final JsonReader reader = new JsonReader();
  private final byte[] body = SampleBodies.all().get(0).getBytes(StandardCharsets.UTF_8);
  private final Estimate estimate = estimate();

  /** Does something once; what it makes is looked at, so that it is really made. */
  private interface Work {
    int once() throws IOException;
  }

  private static Estimate estimate() {
    Estimator library = Estimator.standard();
    return library.estimate(
        Method.FALLBACK,
        Usage.of(library.accelerators().find("H100").found().orElseThrow(), 8, 72),
        Site.UNKNOWN);
  }

  List<Line> json() throws IOException {
    byte[] answer = write();
    JsonNode tree = jackson.readTree(answer);
    return List.of(
        line(
            "a submission's body read, checks of names and numbers included",
            () -> jackson.readTree(body).size(),
            () -> reader.read(body).hashCode()),
        line(
            "an estimate's answer written, rounding included",
            () -> jackson.writeValueAsBytes(tree.deepCopy()).length,
            () -> write().length));
  }

  private byte[] write() {
    return JsonWriter.utf8(
        json -> json.object("estimates", inner -> EstimateResponse.write(inner, estimate)));
  }

  private static Line line(String what, Work jackson, Work ours) throws IOException {
    perSecond(jackson, WARM_UP);
    perSecond(ours, WARM_UP);
    double[] theirs = new double[ROUNDS];
    double[] own = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      theirs[i] = perSecond(jackson, ROUND);
      own[i] = perSecond(ours, ROUND);
    }
    double limit = Outcome.median(theirs);
    double figure = Outcome.median(own);
    return new Line(
        what,
        "a tree of Jackson's: " + Line.number(limit) + "/s",
        Line.number(figure) + "/s",
        String.format(Locale.ROOT, "%.2f×", figure / limit),
        "–",
        true);
  }

  private static double perSecond(Work work, Duration time) throws IOException {
    long begin = System.nanoTime();
    long done = 0;
    long made = 0;
    while (System.nanoTime() - begin < time.toNanos()) {
      for (int i = 0; i < AT_ONCE; i++) {
        made += work.once();
      }
      done += AT_ONCE;
    }
    if (made == Long.MIN_VALUE) {
      throw new IllegalStateException("nothing was made");
    }
    return done * NANOS_PER_SECOND / (System.nanoTime() - begin);
  }
}
