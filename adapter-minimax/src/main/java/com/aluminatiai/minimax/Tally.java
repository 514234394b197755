package com.aluminatiai.minimax;

/** One conversation's deadline, and what it did, for the log. Used by one thread. */
final class Tally {
  private final String purpose;
  private final Deadline deadline;
  private int requests;
  private int answers;
  private String model = "";
  private String traceId = "";
  private String reason = "";

  Tally(String purpose, Deadline deadline) {
    this.purpose = purpose;
    this.deadline = deadline;
  }

  String purpose() {
    return purpose;
  }

  Deadline deadline() {
    return deadline;
  }

  void requestSent() {
    requests++;
  }

  void answeredBy(ChatReply reply) {
    answers++;
    model = reply.model();
    traceId = reply.traceId();
  }

  void endedBecause(String why) {
    reason = why;
  }

  int requests() {
    return requests;
  }

  /** The one line of the log. */
  String summary(String outcome) {
    return purpose
        + ": "
        + outcome
        + " ("
        + reason
        + "), "
        + requests
        + " requests, "
        + answers
        + " answers, "
        + deadline.elapsed().toMillis()
        + " ms, model \""
        + model
        + "\", trace \""
        + traceId
        + "\"";
  }
}
