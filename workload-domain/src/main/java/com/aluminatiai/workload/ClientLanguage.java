package com.aluminatiai.workload;

import java.util.Locale;
import java.util.Optional;

/** A language that client code is written in. */
public enum ClientLanguage {
  /** Python 3.9 or newer with {@code requests}. */
  PYTHON,
  /** JavaScript on Node's own {@code fetch}. */
  JAVASCRIPT,
  /** TypeScript under {@code tsc --strict}, or Node 22.18 and newer. */
  TYPESCRIPT,
  /** Bash with curl. */
  CURL;

  /**
   * Returns the name as it is written in JSON.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a language by its name.
   *
   * @param name the name in any case
   * @return the language
   */
  public static Optional<ClientLanguage> find(String name) {
    for (ClientLanguage language : values()) {
      if (language.code().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
