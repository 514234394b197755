package com.aluminatiai.http;

/** What fields must be, in the words that callers read; bounds are the domain's. */
final class Rules {
  static final String REQUIRED = "is required";
  static final String REQUIRED_TEXT = "is required and must not be blank";
  static final String NOT_BLANK = "must not be blank";
  static final String WHOLE = "must be a whole number, 1 or more";
  static final String MORE_THAN_0 = "must be a number, more than 0";
  static final String MILLION = "1000000";
  static final String AT_MOST_MILLION = "must be at most 1,000,000";
  static final String PERCENT = "must be a number from 0 to 100";
  static final String PUE = "must be a number from 1 to 5";
  static final String GRID = "must be a number from 0 to 5, in kg per kWh";
  static final String PRICE = "must be a number from 0 to 100, in USD per kWh";
  static final String MEASURED = "must be a number from 0 to 1e12, in kWh";

  private Rules() {}

  static String length(int mostCharacters) {
    return "must be at most " + mostCharacters + " characters";
  }
}
