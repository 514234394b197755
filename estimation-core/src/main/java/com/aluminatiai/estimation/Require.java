package com.aluminatiai.estimation;

/** Range checks whose message names field, rule and value. Written so that NaN fails. */
final class Require {
  private Require() {}

  static double within(String field, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          field + " must be within " + least + ".." + most + ": " + number);
    }
    return number;
  }
}
