package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.NamesRequest;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.usecase.naming.NameFault;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Reads and replaces what a caller calls accelerators and partitions. */
public final class NamesRoutes {
  private static final String PATH = "/api/names";

  private final OwnWords words;
  private final JsonReader reader;

  public NamesRoutes(OwnWords words, JsonReader reader) {
    this.words = words;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HandlerType.GET, PATH, Set.of(), this::get),
        Route.of(HandlerType.PUT, PATH, Set.of(), this::replace));
  }

  private void get(Exchange exchange) throws StorageException {
    write(exchange, words.names(exchange.owner()));
  }

  private void replace(Exchange exchange) throws StorageException {
    OwnNames names =
        NamesRequest.read(reader.read(RequestBody.read(exchange.ctx())), exchange.faults())
            .toCommand();
    for (NameFault fault : words.faults(names)) {
      exchange.faults().add(fault.kind() + "." + Shown.text(fault.name()), fault.message());
    }
    exchange.faults().throwIfAny();
    words.replace(exchange.owner(), names);
    write(exchange, names);
  }

  private void write(Exchange exchange, OwnNames names) throws StorageException {
    List<UnknownName> unknown = words.unknown(exchange.owner());
    exchange.json(
        200,
        json ->
            json.textsByName("gpus", names.gpus())
                .textsByName("partitions", names.partitions())
                .objects(
                    "unknown",
                    unknown,
                    (item, name) ->
                        item.text("kind", name.kind().code())
                            .text("name", name.name())
                            .time("seen_at", name.seenAt())));
  }
}
