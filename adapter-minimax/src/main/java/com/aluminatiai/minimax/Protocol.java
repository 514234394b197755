package com.aluminatiai.minimax;

/** One conversation's deadline, and what it did, for the log. Used by one thread. */
final class Protocol {
  private final String purpose;
  private final Deadline deadline;
  private int requests;
  private int turns;
  private String model = "";
  private String traceId = "";
  private String reason = "";

  Protocol(String purpose, Deadline deadline) {
    this.purpose = purpose;
    this.deadline = deadline;
  }

  String purpose() {
    return purpose;
  }

  Deadline deadline() {
    return deadline;
  }

  long elapsedMillis() {
    return deadline.elapsed().toMillis();
  }

  void requestSent() {
    requests++;
  }

  void answeredBy(ChatReply reply) {
    turns++;
    model = reply.model();
    traceId = reply.traceId();
  }

  void endedBecause(String why) {
    reason = why;
  }

  int requests() {
    return requests;
  }

  int turns() {
    return turns;
  }

  String model() {
    return model;
  }

  String traceId() {
    return traceId;
  }

  String reason() {
    return reason;
  }
}
