package com.aluminatiai.http.exchange;

import com.aluminatiai.estimation.Misspelling;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.http.wire.Times;
import com.aluminatiai.http.wire.Words;
import com.aluminatiai.workload.WorkloadSpec;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The parameters of a query. An unknown one, one given twice and one that is not percent-encoded
 * UTF-8 are faults: a typo must not silently unfilter.
 */
public final class QueryParameters {
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Faults faults;

  /** Reads the parameters; what is wrong with them is added to {@code faults}. */
  QueryParameters(String rawQuery, Set<String> known, Faults faults) {
    this.faults = faults;
    if (rawQuery == null || rawQuery.isEmpty()) {
      return;
    }
    for (String pair : rawQuery.split("&")) {
      if (!pair.isEmpty()) {
        read(pair, known);
      }
    }
  }

  private void read(String pair, Set<String> known) {
    int equals = pair.indexOf('=');
    Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
    Optional<String> content = decode(equals < 0 ? "" : pair.substring(equals + 1));
    String shown = Shown.text(name.orElse(pair));
    if (name.isEmpty() || !known.contains(name.get())) {
      String hint =
          name.flatMap(unknown -> Misspelling.nearest(unknown, known))
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
      faults.add(shown, "is no parameter here" + hint);
    } else if (content.isEmpty() || !WorkloadSpec.isStorable(content.get())) {
      faults.add(shown, "must be percent-encoded UTF-8 without NUL");
    } else if (given.putIfAbsent(name.get(), content.get()) != null) {
      faults.add(shown, "is given twice");
    }
  }

  private static Optional<String> decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return Optional.of(encoded.replace('+', ' '));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
        if (low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** Reads a text that shows something, of so many characters at most. */
  public Optional<String> text(String name, int mostCharacters) {
    return text(name)
        .filter(text -> isFine(name, !WorkloadSpec.isBlank(text), Rules.NOT_BLANK))
        .filter(
            text ->
                isFine(
                    name,
                    WorkloadSpec.length(text) <= mostCharacters,
                    Rules.length(mostCharacters)));
  }

  /** Reads {@code true} or {@code false}; a name alone means true. */
  public boolean flag(String name) {
    String text = given.getOrDefault(name, "false");
    isFine(
        name,
        text.isEmpty() || text.equals("true") || text.equals("false"),
        "must be true or false");
    return text.isEmpty() || text.equals("true");
  }

  public long whole(String name, long byDefault, long least, long most) {
    String text = given.get(name);
    if (text == null) {
      return byDefault;
    }
    boolean isWhole = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    BigInteger number = isWhole ? new BigInteger(text) : BigInteger.ONE.negate();
    String rule =
        most == Long.MAX_VALUE
            ? "must be a whole number, " + least + " or more"
            : "must be a whole number from " + least + " to " + most;
    boolean isFine =
        isFine(name, number.compareTo(BigInteger.valueOf(least)) >= 0, rule)
            && isFine(
                name,
                number.compareTo(BigInteger.valueOf(most)) <= 0,
                most == Long.MAX_VALUE ? "must be at most " + most : rule);
    return isFine ? number.longValueExact() : byDefault;
  }

  public <E> Optional<E> choice(String name, List<E> choices, Function<E, String> code) {
    Optional<String> text = text(name);
    Optional<E> found =
        text.flatMap(
            word -> choices.stream().filter(one -> code.apply(one).equals(word)).findFirst());
    isFine(name, text.isEmpty() || found.isPresent(), Words.oneOf(choices, code));
    return found;
  }

  /** Reads a time; the plus of an offset that was not percent-encoded has become a space. */
  public Optional<Instant> time(String name) {
    Optional<String> text = text(name);
    Optional<Instant> time = text.flatMap(written -> Times.read(written.replace(' ', '+')));
    isFine(name, text.isEmpty() || time.isPresent(), Times.RULE);
    return time;
  }

  /** Reads what {@code read} understands; empty from it is a fault. */
  public <T> Optional<T> parsed(String name, Function<String, Optional<T>> read, String rule) {
    Optional<String> text = text(name);
    Optional<T> content = text.flatMap(read);
    isFine(name, text.isEmpty() || content.isPresent(), rule);
    return content;
  }

  public void add(String name, String message) {
    faults.add(name, message);
  }

  public void throwIfAny() {
    faults.throwIfAny();
  }

  private boolean isFine(String name, boolean isFine, String rule) {
    if (!isFine) {
      faults.add(name, rule);
    }
    return isFine;
  }
}
