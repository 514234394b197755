package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same requests at few and at many rows, which are spread over the same two years: what a
 * request costs must not grow with the table.
 */
final class Flatness {
  private static final int FEW = 10_000;
  private static final int MANY = 5_000_000;
  private static final double MOST_GROWTH = 1.5;
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Stage stage;
  private final int many;

  Flatness(Stage stage, boolean isQuick) {
    this.stage = stage;
    this.many = isQuick ? MANY / 10 : MANY;
  }

  /** One database with its rows and the jar that serves it. */
  private record Side(FlatnessRows rows, RunningJar jar) {
    Requests requests(FlatnessCase one) throws SQLException {
      URI address = jar.address();
      return one.isPatch()
          ? Requests.patch(address, one.paths(rows), one.bodies())
          : Requests.get(address, one.paths(rows));
    }
  }

  List<Line> flat() throws Exception {
    FlatnessRows few = new FlatnessRows(stage, "few", FEW);
    FlatnessRows many = new FlatnessRows(stage, "many", this.many);
    try (RunningJar fewJar = stage.serveDatabase(few.database());
        RunningJar manyJar = stage.serveDatabase(many.database())) {
      few.fill(fewJar.address());
      many.fill(manyJar.address());
      List<Line> lines = new ArrayList<>();
      for (FlatnessCase one : FlatnessCase.all()) {
        lines.add(compare(one, new Side(few, fewJar), new Side(many, manyJar)));
        System.out.println(lines.get(lines.size() - 1).markdown());
      }
      return lines;
    }
  }

  private Line compare(FlatnessCase one, Side few, Side many) throws Exception {
    Requests atFew = few.requests(one);
    Requests atMany = many.requests(one);
    atFew.run(1, WARM_UP);
    atMany.run(1, WARM_UP);
    double[] fewMillis = new double[ROUNDS];
    double[] manyMillis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      fewMillis[i] = atFew.run(1, ROUND).medianMillis();
      manyMillis[i] = atMany.run(1, ROUND).medianMillis();
    }
    double atFewMillis = Outcome.median(fewMillis);
    double atManyMillis = Outcome.median(manyMillis);
    double growth = atManyMillis / atFewMillis;
    return new Line(
        one.name(),
        String.format(Locale.ROOT, "at %,d rows: p50 %s ms", FEW, Line.number(atFewMillis)),
        String.format(Locale.ROOT, "at %,d rows: p50 %s ms", this.many, Line.number(atManyMillis)),
        String.format(Locale.ROOT, "%.2f×", growth),
        "≤ " + MOST_GROWTH + "×",
        growth <= MOST_GROWTH);
  }
}
