package com.aluminatiai.http.wire;

import com.aluminatiai.estimation.Misspelling;
import com.aluminatiai.http.wire.JsonValue.Fields;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes the fields out of a JSON object by name and type. What has the wrong type is a fault and
 * reads as absent; so does null. Whatever was never asked for is unknown. Ranges are not checked
 * here but by the request records' annotations.
 */
public final class FieldReader {
  private final Fields object;
  private final String prefix;
  private final Faults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  public FieldReader(Fields object, String prefix, Faults faults) {
    this.object = object;
    this.prefix = prefix;
    this.faults = faults;
  }

  public Faults faults() {
    return faults;
  }

  public String prefix() {
    return prefix;
  }

  /** Whether the field is written as null. */
  public boolean isNull(String name) {
    return object.fields().get(name) == JsonValue.NOTHING;
  }

  /** Reads a number; what is too large for a double reads as infinity. */
  public Double number(String name, String rule) {
    JsonValue value = take(name);
    if (value instanceof JsonValue.Number number) {
      return Double.parseDouble(number.digits()) + 0.0; // Of -0.0 this makes 0.0.
    }
    return wrongUnlessAbsent(name, value, rule);
  }

  /** Reads a whole number, {@code 8.0} too; beyond long's range the nearest long. */
  public Long whole(String name, String rule) {
    JsonValue value = take(name);
    if (value instanceof JsonValue.Number number) {
      double approximately = Double.parseDouble(number.digits());
      if (Math.abs(approximately) > 1e15) {
        return approximately > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
      }
      if (isWhole(number.digits(), approximately)) {
        return (long) approximately;
      }
    }
    return wrongUnlessAbsent(name, value, rule);
  }

  /** Looks at the digits too: 8.0000000000000000001 is 8.0 as a double. */
  private static boolean isWhole(String digits, double approximately) {
    if (approximately != Math.rint(approximately)) {
      return false;
    }
    boolean isTiny = approximately == 0;
    return isTiny
        ? digits.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9')
        : new BigDecimal(digits).stripTrailingZeros().scale() <= 0;
  }

  public String text(String name) {
    return text(name, Integer.MAX_VALUE);
  }

  /** Reads a text of so many characters, by code point, at most. */
  public String text(String name, int mostCharacters) {
    return text(name, take(name), mostCharacters);
  }

  private String text(String name, JsonValue value, int mostCharacters) {
    if (!(value instanceof JsonValue.Text given)) {
      return wrongUnlessAbsent(name, value, "must be text");
    }
    String text = given.text();
    if (!WorkloadSpec.isStorable(text)) {
      faults.add(prefix + name, "must not contain NUL or an unpaired surrogate");
      return null;
    }
    if (WorkloadSpec.length(text) > mostCharacters) {
      faults.add(prefix + name, Rules.length(mostCharacters));
      return null;
    }
    return text;
  }

  /** Reads a text that shows something. */
  public String filledText(String name, int mostCharacters, String rule) {
    String text = text(name, mostCharacters);
    if (text != null && WorkloadSpec.isBlank(text)) {
      faults.add(prefix + name, rule);
      return null;
    }
    return text;
  }

  public Boolean flag(String name) {
    JsonValue value = take(name);
    if (value instanceof JsonValue.Flag flag) {
      return flag.isTrue();
    }
    return wrongUnlessAbsent(name, value, "must be true or false");
  }

  /** Reads one of a few words. */
  public <E> E choice(String name, List<E> choices, Function<E, String> code) {
    JsonValue value = take(name);
    if (value instanceof JsonValue.Text text) {
      for (E choice : choices) {
        if (code.apply(choice).equals(text.text())) {
          return choice;
        }
      }
    }
    // A rule that is written for nobody would be dearer than all of the reading.
    return isThere(value) ? wrong(name, Words.oneOf(choices, code)) : null;
  }

  public Instant time(String name) {
    JsonValue value = take(name);
    if (value instanceof JsonValue.Text text) {
      Optional<Instant> time = Times.read(text.text());
      if (time.isPresent()) {
        return time.get();
      }
    }
    return wrongUnlessAbsent(name, value, Times.RULE);
  }

  /**
   * Reads an array of texts of so many characters at most, whose faults are named {@code
   * gpu_types[3]}. In the place of a fault there is null.
   */
  public List<String> texts(String name, int most, int mostCharacters) {
    JsonValue value = take(name);
    if (!(value instanceof JsonValue.Items items)) {
      wrongUnlessAbsent(name, value, "must be a list of texts");
      return List.of();
    }
    if (items.items().size() > most) {
      faults.add(prefix + name, "must have at most " + most + " items");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < items.items().size(); i++) {
      String item = name + "[" + i + "]";
      if (items.items().get(i) == JsonValue.NOTHING) {
        faults.add(prefix + item, "must be text");
      }
      texts.add(text(item, items.items().get(i), mostCharacters));
    }
    return texts;
  }

  /** Reads an array of whole numbers within bounds, whose faults are named {@code num_gpus[3]}. */
  public List<Integer> wholes(String name, int most, int largest, String rule) {
    JsonValue value = take(name);
    if (!(value instanceof JsonValue.Items items)) {
      wrongUnlessAbsent(name, value, "must be a list of whole numbers");
      return List.of();
    }
    if (items.items().size() > most) {
      faults.add(prefix + name, "must have at most " + most + " items");
      return List.of();
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < items.items().size(); i++) {
      double number =
          items.items().get(i) instanceof JsonValue.Number written
              ? Double.parseDouble(written.digits())
              : 0;
      if (number >= 1 && number <= largest && number == Math.rint(number)) {
        numbers.add((int) number);
      } else {
        faults.add(prefix + name + "[" + i + "]", rule);
      }
    }
    return numbers;
  }

  /**
   * Reads an object of texts of so many characters at most, whose names are the caller's and of as
   * many characters at most. Faults are named {@code gpus.a100l}.
   */
  public Map<String, String> textsByName(String name, int most, int mostCharacters) {
    JsonValue value = take(name);
    if (!(value instanceof Fields inner)) {
      wrongUnlessAbsent(name, value, "must be an object of texts");
      return Map.of();
    }
    if (inner.fields().size() > most) {
      faults.add(prefix + name, "must have at most " + most + " names");
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    inner
        .fields()
        .forEach(
            (key, content) -> {
              String text = content instanceof JsonValue.Text given ? given.text() : "";
              String fault = faultOfLabel(key, mostCharacters);
              fault = fault.isEmpty() ? faultOfLabel(text, mostCharacters) : fault;
              if (fault.isEmpty()) {
                texts.put(key, text);
              } else {
                faults.add(
                    prefix + name + "." + Shown.text(key),
                    content instanceof JsonValue.Text ? fault : "must be text");
              }
            });
    return texts;
  }

  private static String faultOfLabel(String text, int mostCharacters) {
    if (!WorkloadSpec.isStorable(text)) {
      return "must not contain NUL or an unpaired surrogate";
    }
    if (WorkloadSpec.length(text) > mostCharacters) {
      return Rules.length(mostCharacters);
    }
    return WorkloadSpec.isBlank(text) ? Rules.NOT_BLANK : "";
  }

  /** Takes a field, whatever it holds. */
  public void ignore(String name) {
    take(name);
  }

  /** Whether the field is written, and not as null. */
  public boolean isGiven(String name) {
    return isThere(object.fields().get(name));
  }

  /** Reads a field by its form, bounds included. */
  public Optional<?> value(SpecField field) {
    String name = field.code();
    if (!isGiven(name)) {
      take(name);
      return Optional.empty();
    }
    FieldForm form = field.form();
    String rule = field.rule();
    if (form instanceof FieldForm.Decimal decimal) {
      Double number = number(name, rule);
      return kept(name, rule, number, number != null && decimal.takes(number));
    }
    if (form instanceof FieldForm.Whole whole) {
      Long number = whole(name, rule);
      return kept(name, rule, number, number != null && whole.takes(number));
    }
    if (form instanceof FieldForm.Text text) {
      return Optional.ofNullable(filledText(name, text.mostCharacters(), Rules.NOT_BLANK));
    }
    if (form instanceof FieldForm.Word word) {
      return Optional.ofNullable(choice(name, word.words(), Function.identity()));
    }
    return Optional.ofNullable(form instanceof FieldForm.Flag ? flag(name) : time(name));
  }

  private Optional<?> kept(String name, String rule, Object value, boolean isTaken) {
    if (value != null && !isTaken) {
      faults.add(prefix + name, rule);
    }
    return isTaken ? Optional.of(value) : Optional.empty();
  }

  /** Reads an object inside; a missing one is a fault and reads as empty. */
  public Optional<FieldReader> object(String name) {
    JsonValue value = take(name);
    if (value instanceof Fields inner) {
      return Optional.of(new FieldReader(inner, prefix + name + ".", faults));
    }
    faults.add(
        prefix + name,
        value == null || value == JsonValue.NOTHING ? "is required" : "must be an object");
    return Optional.empty();
  }

  /** Declares fields that exist elsewhere but have no place here. */
  public void refuse(Set<String> names, String message) {
    for (String name : names) {
      if (object.fields().containsKey(name)) {
        take(name);
        faults.add(prefix + name, message);
      }
    }
  }

  /** Reports every field that was never asked for. */
  public void refuseOthers() {
    for (String name : object.fields().keySet()) {
      if (!asked.contains(name)) {
        if (faults.isFull()) {
          // A body can hold very many, and looking for the nearest names takes time.
          faults.cut();
          return;
        }
        faults.add(
            prefix + Shown.text(name),
            "is no field here"
                + Misspelling.nearest(name, asked)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
    }
  }

  private JsonValue take(String name) {
    asked.add(name);
    faults.expect(prefix + name);
    return object.fields().get(name);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // It is always null.
  private <T> T wrongUnlessAbsent(String name, JsonValue value, String rule) {
    return isThere(value) ? wrong(name, rule) : null;
  }

  private static boolean isThere(JsonValue value) {
    return value != null && value != JsonValue.NOTHING;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // It is always null.
  private <T> T wrong(String name, String rule) {
    faults.add(prefix + name, rule);
    return null;
  }
}
