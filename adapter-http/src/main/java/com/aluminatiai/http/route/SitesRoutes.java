package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.RegionNames;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.message.SiteRequest;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Reads, stores and deletes a caller's sites. */
public final class SitesRoutes {
  private static final String PATH = "/api/sites";
  private static final String ONE = PATH + "/{name}";

  private final OwnWords words;
  private final RegionNames regions;
  private final RequestValidator validator;
  private final JsonReader reader;

  public SitesRoutes(
      OwnWords words, RegionNames regions, RequestValidator validator, JsonReader reader) {
    this.words = words;
    this.regions = regions;
    this.validator = validator;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HandlerType.GET, PATH, Set.of(), this::list),
        Route.of(HandlerType.PUT, ONE, Set.of(), this::put),
        Route.of(HandlerType.DELETE, ONE, Set.of(), this::delete));
  }

  private void list(Exchange exchange) throws StorageException {
    List<OwnSite> sites = words.sites(exchange.owner());
    exchange.json(200, json -> json.objects("sites", sites, SitesRoutes::write));
  }

  private void put(Exchange exchange) throws StorageException {
    OwnSite site =
        SiteRequest.read(
                exchange.ctx().pathParam("name"),
                reader.read(RequestBody.read(exchange.ctx())),
                exchange.faults(),
                validator,
                regions)
            .toCommand();
    if (!words.putSite(exchange.owner(), site)) {
      throw ApiException.invalid(
          "name", "would be one too many: there are " + OwnSite.MOST + " sites; delete one first");
    }
    exchange.json(200, json -> write(json, site));
  }

  private void delete(Exchange exchange) throws StorageException {
    if (!words.deleteSite(exchange.owner(), exchange.ctx().pathParam("name"))) {
      throw ApiException.of(ErrorCode.NOT_FOUND, "There is no site of this name.");
    }
    exchange.ctx().status(204);
  }

  private static void write(JsonWriter json, OwnSite site) {
    json.text("name", site.name())
        .text("region", site.place().region())
        .input("pue", site.place().pue())
        .input("grid_kg_per_kwh", site.place().gridKgPerKwh())
        .input("market_kg_per_kwh", site.terms().marketKgPerKwh())
        .input("usd_per_kwh", site.place().usdPerKwh())
        .input("usd_per_gpu_hour", site.terms().usdPerGpuHour());
    site.gpusPerNode().ifPresent(count -> json.whole("gpus_per_node", count));
    json.input("host_watts_per_gpu", site.hostWattsPerGpu())
        .text("hosting", site.terms().hosting().map(Hosting::code));
  }
}
