package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.QueryParameters;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.GroupBy;
import com.aluminatiai.workload.usecase.Workloads;
import io.javalin.http.HandlerType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sums workloads. */
public final class SummaryRoute {
  private static final int MOST_ZONE_CHARACTERS = 50;
  private static final int LEAST_YEAR = 1970;
  private static final int MOST_YEAR = 2100;

  private final Workloads workloads;

  public SummaryRoute(Workloads workloads) {
    this.workloads = workloads;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            HandlerType.GET,
            "/api/summary",
            Set.of("group_by", "from", "to", "tz"),
            this::summarize));
  }

  private void summarize(Exchange exchange) throws StorageException {
    QueryParameters query = exchange.query();
    String dayRule = "must be a day such as 2026-11-23, in the years 1970 to 2100";
    Summary.Request request =
        new Summary.Request(
            query.choice("group_by", List.of(GroupBy.values()), GroupBy::code).orElse(GroupBy.DAY),
            query.parsed("from", SummaryRoute::day, dayRule),
            query.parsed("to", SummaryRoute::day, dayRule),
            query
                .parsed("tz", SummaryRoute::zone, "must be a time zone such as Europe/Paris")
                .orElse(ZoneOffset.UTC));
    if (request.from().isPresent()
        && request.to().isPresent()
        && request.to().get().isBefore(request.from().get())) {
      query.add("to", "must not be before from");
    }
    query.throwIfAny();

    Summary summary = workloads.summarize(exchange.owner(), request);
    exchange.json(
        200,
        json -> {
          json.objects(
              "groups",
              summary.groups(),
              (item, group) -> write(item.textOrNull("key", group.key()), group.total()));
          summary
              .other()
              .ifPresent(
                  other ->
                      json.object(
                          "other",
                          inner -> write(inner.whole("groups", other.groups()), other.total())));
          json.object("total", inner -> write(inner, summary.total()));
        });
  }

  private static void write(JsonWriter json, Summary.Total total) {
    json.whole("count", total.count())
        .computed("kwh", total.kwh())
        .computed("carbon_kg", total.carbonKg())
        .computed("cost_usd", total.costUsd())
        .computed("measured_kwh", total.measuredKwh());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= LEAST_YEAR && day.getYear() <= MOST_YEAR
          ? Optional.of(day)
          : Optional.empty();
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return text.length() <= MOST_ZONE_CHARACTERS
          ? Optional.of(ZoneId.of(text.replace(' ', '+')))
          : Optional.empty();
    } catch (DateTimeException notAZone) {
      return Optional.empty();
    }
  }
}
