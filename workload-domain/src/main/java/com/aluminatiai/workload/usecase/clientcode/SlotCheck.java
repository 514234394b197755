package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks what a model put into the slots of client code. If anything of it is doubtful, nothing of
 * it is used.
 */
final class SlotCheck {
  private static final int MOST_EXPLANATION_CHARACTERS = 600;

  /** Prose: neither code, nor markup, nor an address. */
  private static final Pattern PROSE =
      Pattern.compile("[\\p{L}\\p{M}\\p{N} .,;:!?'\"()%+\u2013\u2014\u2019-]+");

  /** Dots within words make addresses, but for names of files of ours. */
  private static final Pattern DOTTED =
      Pattern.compile(
          "(?i)(?!\\b(client|aluminatiai)\\.(py|mjs|ts|sh)\\b)\\b[\\p{L}\\p{N}-]+\\.\\p{L}");

  /** What would tell somebody to run or fetch something, or to hand something over. */
  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)\\b(install|pip|npm|npx|apt|brew|sudo|eval|wget|chmod|download|visit|paste|http|https|www|password|secret)\\b");

  private final ExampleCheck examples;

  SlotCheck(Estimator library) {
    this.examples = new ExampleCheck(library);
  }

  /**
   * What may be shown.
   *
   * @param explanation what the code does, in plain words
   * @param style what the code does
   * @param example fields that replace those of the example
   */
  record Filled(String explanation, Optional<ClientStyle> style, CodeExample example) {}

  /** Returns the slots if all of them may be shown. */
  Optional<Filled> accept(CodeSlots said, CodeWish wish) {
    String explanation = said.explanation().strip();
    Optional<ClientStyle> style = said.style().flatMap(ClientStyle::find);
    boolean isStyleUsable =
        style.isPresent() == said.style().isPresent()
            && style.filter(chosen -> !chosen.languages().contains(wish.language())).isEmpty();
    if (!isProse(explanation) || !isStyleUsable) {
      return Optional.empty();
    }
    return examples
        .accept(said.fields(), wish.describe().orElse(""))
        .map(example -> new Filled(explanation, wish.style().or(() -> style), example));
  }

  private static boolean isProse(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_EXPLANATION_CHARACTERS
        && PROSE.matcher(text).matches()
        && !DOTTED.matcher(text).find()
        && !ORDER.matcher(text).find();
  }
}
