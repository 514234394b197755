package com.aluminatiai.http.route;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.RentalPrice;
import com.aluminatiai.estimation.work.LanguageModel;
import com.aluminatiai.estimation.work.LanguageModels;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.JsonWriter;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Lists the accelerators and regions that are known. */
public final class CatalogueRoutes {
  private static final int MOST_SEARCH_CHARACTERS = 200;

  private final Estimator library;

  /** The whole catalogues, written once: they do not change, and anybody may ask for them. */
  private volatile byte[] allGpus;

  private volatile byte[] allRegions;

  public CatalogueRoutes(Estimator library) {
    this.library = library;
  }

  public List<Route> routes() {
    return List.of(
        Route.open(HandlerType.GET, "/api/gpus", Set.of("search"), this::gpus),
        Route.open(HandlerType.GET, "/api/regions", Set.of("search"), this::regions),
        Route.of(HandlerType.GET, "/api/models", Set.of("search"), this::models));
  }

  private void gpus(Exchange exchange) {
    String search = exchange.query().text("search", MOST_SEARCH_CHARACTERS).orElse("");
    exchange.query().throwIfAny();
    if (!search.isBlank()) {
      exchange.json(200, gpus(library.accelerators().search(search)));
      return;
    }
    if (allGpus == null) {
      allGpus = gpus(library.accelerators().all());
    }
    exchange.json(200, allGpus);
  }

  private byte[] gpus(List<Accelerator> found) {
    return JsonWriter.utf8(
        json ->
            json.objects("gpus", found, CatalogueRoutes::write)
                .text("factors_version", library.factorsVersion()));
  }

  private static void write(JsonWriter json, Accelerator gpu) {
    json.text("id", gpu.id())
        .text("name", gpu.name())
        .text("vendor", gpu.vendor())
        .text("architecture", gpu.architecture())
        .text("form_factor", gpu.formFactor().name().toLowerCase(Locale.ROOT))
        .assumption("tdp_watts", gpu.tdpWatts())
        .assumption("fallback_watts", gpu.fallbackWatts())
        .assumption("tdp_low_watts", gpu.rating().lowWatts())
        .assumption("tdp_high_watts", gpu.rating().highWatts())
        .assumptions("other_watts", gpu.rating().otherWatts())
        .text("certainty", gpu.rating().certainty().code())
        .assumptionOrNull("memory_gb", gpu.memoryGb())
        .assumptionOrNull("memory_gb_per_s", gpu.memoryGbPerSecond())
        .assumptionOrNull("idle_watts", gpu.idleWatts())
        .wholeOrNull("year", gpu.releaseYear())
        .text("availability", gpu.availability().code())
        .assumptionOrNull("bf16_tflops", gpu.bf16Tflops())
        .object("usd_per_gpu_hour", inner -> writePrices(inner, gpu))
        .texts("aliases", gpu.aliases())
        .text("notes", gpu.notes())
        .text("source", gpu.source());
  }

  private static void writePrices(JsonWriter json, Accelerator gpu) {
    for (RentalKind kind : List.of(RentalKind.ON_DEMAND, RentalKind.SPOT, RentalKind.RESERVED)) {
      json.objectOrNull(kind.code(), gpu.rentalPrice(kind), CatalogueRoutes::write);
    }
  }

  private static void write(JsonWriter json, RentalPrice price) {
    json.assumption("low", price.usdPerHour().low())
        .assumption("best", price.usdPerHour().best())
        .assumption("high", price.usdPerHour().high())
        .assumptionOrNull("hyperscalers", price.hyperscalerUsdPerHour())
        .assumptionOrNull("marketplaces", price.marketplaceUsdPerHour())
        .texts("providers", price.providers())
        .text("date", price.date())
        .text("certainty", price.certainty().code())
        .text("source", price.source());
  }

  private void models(Exchange exchange) {
    String search = exchange.query().text("search", MOST_SEARCH_CHARACTERS).orElse("");
    exchange.query().throwIfAny();
    List<LanguageModel> found = LanguageModels.standard().search(search);
    exchange.json(
        200,
        json ->
            json.objects("models", found, CatalogueRoutes::write)
                .text("factors_version", library.factorsVersion()));
  }

  private static void write(JsonWriter json, LanguageModel model) {
    json.text("id", model.id())
        .text("name", model.name())
        .text("vendor", model.vendor())
        .assumption("parameters_b", model.parametersBillions().best())
        .assumption("parameters_low_b", model.parametersBillions().low())
        .assumption("parameters_high_b", model.parametersBillions().high())
        .assumption("active_parameters_b", model.activeParametersBillions().best())
        .assumption("active_parameters_low_b", model.activeParametersBillions().low())
        .assumption("active_parameters_high_b", model.activeParametersBillions().high())
        .assumption("bits", model.bits())
        .flag("estimated", model.isEstimate())
        .texts("aliases", model.aliases())
        .text("source", model.source());
  }

  private void regions(Exchange exchange) {
    String search = exchange.query().text("search", MOST_SEARCH_CHARACTERS).orElse("");
    exchange.query().throwIfAny();
    if (!search.isBlank()) {
      exchange.json(200, regions(library.regions().search(search)));
      return;
    }
    if (allRegions == null) {
      allRegions = regions(library.regions().all());
    }
    exchange.json(200, allRegions);
  }

  private byte[] regions(List<Region> found) {
    return JsonWriter.utf8(
        json ->
            json.objects("regions", found, CatalogueRoutes::write)
                .text("factors_version", library.factorsVersion()));
  }

  private static void write(JsonWriter json, Region region) {
    json.text("code", region.code())
        .text("name", region.name())
        .text("level", region.level().code())
        .textOrNull("provider", region.provider())
        .text("country", region.country())
        .assumption("grid_kg_per_kwh", region.gridKgPerKwh().best())
        .whole("grid_year", region.gridYear())
        .text("grid_level", region.gridLevel().code())
        .text("accounting", region.accounting().code())
        .assumption("low", region.gridKgPerKwh().low())
        .assumption("high", region.gridKgPerKwh().high())
        .assumptionOrNull("life_cycle_kg_per_kwh", lifeCycleKgPerKwh(region))
        .assumptionOrNull("pue", region.pue())
        .assumptionOrNull("wue_l_per_kwh", region.wueLitresPerKwh())
        .assumptionOrNull("usd_per_kwh", region.usdPerKwh())
        .text("source", region.source());
  }

  private static OptionalDouble lifeCycleKgPerKwh(Region region) {
    return region.gridCountedAs(Accounting.LIFE_CYCLE).stream()
        .mapToDouble(Range::best)
        .findFirst();
  }
}
