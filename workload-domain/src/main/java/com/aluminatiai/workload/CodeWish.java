package com.aluminatiai.workload;

import java.util.Objects;
import java.util.Optional;

/**
 * What client code somebody wants. All of it may be told to a third party; nothing else is.
 *
 * @param language the language
 * @param style what the code does; empty if that is left open
 * @param describe what the user runs, in the user's words, at most 2,000 characters
 */
public record CodeWish(
    ClientLanguage language, Optional<ClientStyle> style, Optional<String> describe) {
  /** Most characters of {@code describe}. */
  public static final int MOST_DESCRIBE_CHARACTERS = 2_000;

  /**
   * Checks that language and style go together.
   *
   * @throws IllegalArgumentException if there is no such code in that language
   */
  public CodeWish {
    Objects.requireNonNull(language, "language");
    if (style.isPresent() && !style.get().languages().contains(language)) {
      throw new IllegalArgumentException("there is no " + style.get() + " in " + language);
    }
    describe.ifPresent(text -> Require.text("describe", text, MOST_DESCRIBE_CHARACTERS));
  }

  /**
   * Makes a wish for a language alone.
   *
   * @param language the language
   * @return the wish
   */
  public static CodeWish of(ClientLanguage language) {
    return new CodeWish(language, Optional.empty(), Optional.empty());
  }
}
