package com.aluminatiai.workload;

import java.util.List;
import java.util.Locale;

/** What a field holds, and the bounds of it. */
public sealed interface FieldForm {
  /**
   * Says what the field must be, without its name in front.
   *
   * @return for instance {@code must be a number from 0 to 5, in kg per kWh}
   */
  String rule();

  /**
   * A number.
   *
   * @param least the least that is taken
   * @param isMore whether it has to be more than {@code least}
   * @param most the most that is taken
   * @param unit its unit; empty if it has none
   */
  record Decimal(double least, boolean isMore, double most, String unit) implements FieldForm {
    /**
     * Returns whether a number is taken. NaN is not.
     *
     * @param number any number
     * @return true if it is within the bounds
     */
    public boolean takes(double number) {
      return (isMore ? number > least : number >= least) && number <= most;
    }

    @Override
    public String rule() {
      String bounds =
          isMore
              ? ", more than " + shown(least) + " and at most " + shown(most)
              : " from " + shown(least) + " to " + shown(most);
      return "must be a number" + bounds + (unit.isEmpty() ? "" : ", in " + unit);
    }
  }

  /**
   * A whole number.
   *
   * @param least the least that is taken
   * @param most the most that is taken
   */
  record Whole(long least, long most) implements FieldForm {
    /**
     * Returns whether a number is taken.
     *
     * @param number any number
     * @return true if it is within the bounds
     */
    public boolean takes(long number) {
      return number >= least && number <= most;
    }

    @Override
    public String rule() {
      return "must be a whole number from " + shown(least) + " to " + shown(most);
    }
  }

  /**
   * A text that shows something.
   *
   * @param mostCharacters most characters, by code point
   */
  record Text(int mostCharacters) implements FieldForm {
    @Override
    public String rule() {
      return "must not be blank";
    }
  }

  /**
   * One of a few words.
   *
   * @param words the words, at least two
   */
  record Word(List<String> words) implements FieldForm {
    /** Copies the list. */
    public Word {
      words = List.copyOf(words);
    }

    @Override
    public String rule() {
      int last = words.size() - 1;
      return "must be " + String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
  }

  /** True or false. */
  record Flag() implements FieldForm {
    @Override
    public String rule() {
      return "must be true or false";
    }
  }

  /** A time. */
  record Time() implements FieldForm {
    @Override
    public String rule() {
      return "must be a time with an offset in the years 1970 to 2100";
    }
  }

  private static String shown(double bound) {
    return bound < 1e9
        ? String.format(Locale.ROOT, "%,.0f", bound)
        : String.format(Locale.ROOT, "1e%.0f", Math.log10(bound));
  }
}
