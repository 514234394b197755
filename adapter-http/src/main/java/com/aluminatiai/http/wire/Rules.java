package com.aluminatiai.http.wire;

/** What fields must be, in the words that callers read; bounds are the domain's. */
public final class Rules {
  public static final String REQUIRED = "is required";
  public static final String REQUIRED_TEXT = "is required and must not be blank";
  public static final String NOT_BLANK = "must not be blank";
  public static final String WHOLE = "must be a whole number, 1 or more";
  public static final String MORE_THAN_0 = "must be a number, more than 0";
  public static final String MILLION = "1000000";
  public static final String AT_MOST_MILLION = "must be at most 1,000,000";
  public static final String PERCENT = "must be a number from 0 to 100";
  public static final String PUE = "must be a number from 1 to 5";
  public static final String GRID = "must be a number from 0 to 5, in kg per kWh";
  public static final String PRICE = "must be a number from 0 to 100, in USD per kWh";
  public static final String MEASURED = "must be a number from 0 to 1e12, in kWh";

  private Rules() {}

  public static String length(int mostCharacters) {
    return "must be at most " + mostCharacters + " characters";
  }
}
