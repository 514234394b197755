package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What an accelerator is rented for by the hour, its share of the machine included: list prices
 * without tax. The lowest and highest are over all offers that are known, the best figure is the
 * median of the providers' medians.
 *
 * <p>{@link #of} makes one of your own. Immutable and thread-safe.
 */
public final class RentalPrice {
  private final RentalKind kind;
  private final Range usdPerHour;
  private final OptionalDouble hyperscalerUsdPerHour;
  private final OptionalDouble marketplaceUsdPerHour;
  private final List<String> providers;
  private final String date;
  private final Rating.Certainty certainty;
  private final String source;

  private RentalPrice(
      RentalKind kind,
      Range usdPerHour,
      OptionalDouble hyperscalerUsdPerHour,
      OptionalDouble marketplaceUsdPerHour,
      List<String> providers,
      String date,
      Rating.Certainty certainty,
      String source) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.usdPerHour = Objects.requireNonNull(usdPerHour, "usdPerHour");
    this.hyperscalerUsdPerHour = hyperscalerUsdPerHour;
    this.marketplaceUsdPerHour = marketplaceUsdPerHour;
    this.providers = List.copyOf(providers);
    this.date = date;
    this.certainty = certainty;
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Returns a price of your own.
   *
   * @param kind on what terms
   * @param usdPerHour USD for one accelerator and hour
   * @param source where the price is from
   * @return the price
   */
  public static RentalPrice of(RentalKind kind, Range usdPerHour, String source) {
    return new RentalPrice(
        kind,
        usdPerHour,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        "",
        Rating.Certainty.PUBLISHED,
        source);
  }

  static RentalPrice read(DataRow row) {
    return new RentalPrice(
        RentalKind.valueOf(row.required("kind").toUpperCase(Locale.ROOT)),
        new Range(row.number("low_usd"), row.number("best_usd"), row.number("high_usd")),
        row.optionalNumber("hyperscaler_usd"),
        row.optionalNumber("marketplace_usd"),
        row.list("providers"),
        row.required("date"),
        Rating.Certainty.valueOf(row.required("certainty").toUpperCase(Locale.ROOT)),
        row.required("source"));
  }

  /** {@return on what terms} */
  public RentalKind kind() {
    return kind;
  }

  /** {@return USD for one accelerator and hour} */
  public Range usdPerHour() {
    return usdPerHour;
  }

  /** {@return the median of AWS, Azure, Google Cloud and Oracle alone} */
  public OptionalDouble hyperscalerUsdPerHour() {
    return hyperscalerUsdPerHour;
  }

  /** {@return the median of the markets of many small owners alone} */
  public OptionalDouble marketplaceUsdPerHour() {
    return marketplaceUsdPerHour;
  }

  /** {@return whose prices they are; may be empty} */
  public List<String> providers() {
    return providers;
  }

  /** {@return when they were listed, as the sources say it; may be empty} */
  public String date() {
    return date;
  }

  /** {@return how they are known} */
  public Rating.Certainty certainty() {
    return certainty;
  }

  /** {@return where they are from} */
  public String source() {
    return source;
  }

  /** All that it says, in a fixed order. */
  List<Object> parts() {
    return List.of(
        kind,
        usdPerHour,
        hyperscalerUsdPerHour,
        marketplaceUsdPerHour,
        providers,
        date,
        certainty,
        source);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RentalPrice price && parts().equals(price.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return usdPerHour + " USD/h, " + kind.code();
  }
}
