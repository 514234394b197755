package com.aluminatiai.http.wire;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads words, and says which are expected. */
public final class Words {
  private static final int UUID_CHARACTERS = 36;

  private Words() {}

  /** Returns {@code must be fallback or calibrated}. */
  public static <E> String oneOf(List<E> choices, Function<E, String> code) {
    if (choices.size() == 1) {
      return "must be " + code.apply(choices.get(0));
    }
    String allButLast =
        choices.subList(0, choices.size() - 1).stream().map(code).collect(Collectors.joining(", "));
    return "must be " + allButLast + " or " + code.apply(choices.get(choices.size() - 1));
  }

  /** Reads a UUID in its usual form: 36 characters, hyphens where they belong. */
  public static Optional<UUID> uuid(String text) {
    return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** Java itself would also read {@code 1-2-3-4-0000000000000000000000000005}. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < UUID_CHARACTERS; i++) {
      char c = text.charAt(i);
      boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (isHyphen ? c != '-' : c >= 0x80 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
