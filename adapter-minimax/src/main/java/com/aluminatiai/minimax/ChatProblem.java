package com.aluminatiai.minimax;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a call brought no message. Its text carries a code or a kind, never what was said. */
final class ChatProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final Trouble trouble;
  private final transient Hints hints;

  /**
   * What the other side said of when to come back.
   *
   * @param code MiniMax's numeric code
   * @param pause the Retry-After header
   * @param resetsAt when a used-up plan starts anew
   */
  record Hints(int code, Optional<Duration> pause, Optional<Instant> resetsAt) {
    static final Hints NONE = new Hints(0, Optional.empty(), Optional.empty());
  }

  ChatProblem(Trouble trouble, String what) {
    this(trouble, what, Hints.NONE);
  }

  ChatProblem(Trouble trouble, String what, Hints hints) {
    super(what);
    this.trouble = trouble;
    this.hints = hints;
  }

  ChatProblem(Trouble trouble, String what, Throwable cause) {
    super(what, cause);
    this.trouble = trouble;
    this.hints = Hints.NONE;
  }

  Trouble trouble() {
    return trouble;
  }

  Hints hints() {
    return hints;
  }
}
