package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentState.Failure;
import java.time.Duration;

/** The kinds of failure of a call, each with what is to be done about it. */
enum Trouble {
  /** Broken connections and errors that pass by themselves. */
  TRANSIENT(Failure.UNAVAILABLE, 2, Duration.ZERO, Effect.COUNTS),
  /** Too many requests a minute, or at once. */
  RATE_LIMIT(Failure.UNAVAILABLE, 2, Duration.ofSeconds(2), Effect.COUNTS),
  /** Too many tokens a minute, or too sudden a growth. */
  SLOW_RATE_LIMIT(Failure.UNAVAILABLE, 2, Duration.ofSeconds(5), Effect.COUNTS),
  /** An error that nobody described. */
  UNKNOWN(Failure.UNAVAILABLE, 1, Duration.ZERO, Effect.COUNTS),
  /** A success that is none: a web page, no JSON, no message. */
  BROKEN_ANSWER(Failure.UNAVAILABLE, 1, Duration.ZERO, Effect.COUNTS),
  /** The conversation's own deadline has passed. */
  TIMEOUT(Failure.TIMEOUT, 0, Duration.ZERO, Effect.COUNTS),
  /** No balance, or a plan that is used up. */
  ACCOUNT(Failure.UNAVAILABLE, 0, Duration.ZERO, Effect.OPENS),
  /** Wrong key, region, address or model. */
  CONFIGURATION(Failure.UNAVAILABLE, 0, Duration.ZERO, Effect.NONE),
  /** A request that breaks a rule: a fault of this adapter. */
  OUR_REQUEST(Failure.UNAVAILABLE, 0, Duration.ZERO, Effect.NONE),
  /** A text that was judged sensitive. */
  SENSITIVE(Failure.REJECTED, 0, Duration.ZERO, Effect.NONE);

  /** What a conversation that ended so does to the circuit breaker. */
  enum Effect {
    NONE,
    COUNTS,
    OPENS
  }

  private final Failure failure;
  private final int mostRetries;
  private final Duration leastPause;
  private final Effect effect;

  Trouble(Failure failure, int mostRetries, Duration leastPause, Effect effect) {
    this.failure = failure;
    this.mostRetries = mostRetries;
    this.leastPause = leastPause;
    this.effect = effect;
  }

  Failure failure() {
    return failure;
  }

  int mostRetries() {
    return mostRetries;
  }

  Duration leastPause() {
    return leastPause;
  }

  Effect effect() {
    return effect;
  }

  /**
   * MiniMax's numeric codes. Source: the vendor's error-code document and its later revision, and
   * reports of clients that ship, as of November 2026.
   */
  static Trouble ofCode(int code) {
    return switch (code) {
      case 1000, 1001, 1013, 1024, 1033, 2064, 2066 -> TRANSIENT;
      case 1002, 1041 -> RATE_LIMIT;
      case 1039, 2045 -> SLOW_RATE_LIMIT;
      case 1004, 2049, 2061 -> CONFIGURATION;
      case 1008, 2056 -> ACCOUNT;
      case 1026, 1027 -> SENSITIVE;
      case 1042, 2013 -> OUR_REQUEST;
      default -> UNKNOWN;
    };
  }

  /** What an HTTP status means that came without a known code. */
  static Trouble ofStatus(int status) {
    return switch (status) {
      case 408, 500, 502, 503, 504, 529 -> TRANSIENT;
      case 429 -> RATE_LIMIT;
      case 401, 403, 404 -> CONFIGURATION;
      case 402 -> ACCOUNT;
      case 400, 413, 422 -> OUR_REQUEST;
      default -> status >= 300 && status < 400 ? CONFIGURATION : UNKNOWN;
    };
  }
}
