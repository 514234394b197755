package com.aluminatiai.app.load;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param what what was measured
 * @param limit the limit beside it, with its figure; "–" where there is none
 * @param figure what the service reached
 * @param ratio the service's share of the limit, or what is to be judged
 * @param goal what it should be
 * @param isReached whether it is
 */
record Line(
    String what, String limit, String figure, String ratio, String goal, boolean isReached) {
  private static final int WHOLE_FROM = 100;

  static Line atLeast(double goal, String what, String limitName, Outcome limit, Outcome figure) {
    double ratio = figure.perSecond() / limit.perSecond();
    return new Line(
        what,
        limitName + ": " + rate(limit),
        rate(figure),
        String.format(Locale.ROOT, "%.2f×", ratio),
        "≥ " + goal + "×",
        ratio >= goal);
  }

  /** A line without a goal. */
  static Line beside(String what, String limitName, Outcome limit, Outcome figure) {
    Line line = atLeast(0, what, limitName, limit, figure);
    return new Line(line.what, line.limit, line.figure, line.ratio, "–", true);
  }

  static Line atMost(double goal, String what, String unit, double figure) {
    return new Line(what, "–", number(figure) + " " + unit, "", "≤ " + goal, figure <= goal);
  }

  private static String rate(Outcome outcome) {
    return "%s/s, p50 %s ms, p99 %s ms"
        .formatted(
            number(outcome.perSecond()),
            number(outcome.medianMillis()),
            number(outcome.p99Millis()));
  }

  static String number(double figure) {
    return figure >= WHOLE_FROM
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : String.format(Locale.ROOT, "%.2f", figure);
  }

  String markdown() {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(what, limit, figure, ratio, goal, isReached ? "yes" : "**no**");
  }
}
