package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.ClientCodeRequest;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.usecase.Workloads;
import com.aluminatiai.workload.usecase.clientcode.ClientCode;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives client code. */
public final class ClientCodeRoutes {
  private static final String PATH = "/api/generate-sdk";

  private final GenerateClientCode clientCode;
  private final Workloads workloads;
  private final JsonReader reader;

  public ClientCodeRoutes(GenerateClientCode clientCode, Workloads workloads, JsonReader reader) {
    this.clientCode = clientCode;
    this.workloads = workloads;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(
        Route.open(HandlerType.GET, PATH, Set.of(), ClientCodeRoutes::languages),
        Route.of(HandlerType.POST, PATH, Set.of(), this::generate));
  }

  private static void languages(Exchange exchange) {
    exchange.json(
        200,
        json ->
            json.texts("languages", codes(List.of(ClientLanguage.values())))
                .objects(
                    "styles",
                    List.of(ClientStyle.values()),
                    (inner, style) ->
                        inner
                            .text("style", style.code())
                            .text("about", style.about())
                            .texts("languages", codes(style.languages()))));
  }

  private static List<String> codes(List<ClientLanguage> languages) {
    return languages.stream().map(ClientLanguage::code).toList();
  }

  private void generate(Exchange exchange) throws StorageException {
    ClientCodeRequest request =
        ClientCodeRequest.read(reader.read(RequestBody.read(exchange.ctx())), exchange.faults());
    Optional<Workload> workload = Optional.empty();
    if (request.workloadId().isPresent()) {
      workload = workloads.find(exchange.owner(), request.workloadId().get());
      if (workload.isEmpty()) {
        throw ApiException.of(ErrorCode.NOT_FOUND, "There is no workload with this workload_id.");
      }
    }
    ClientCode code = clientCode.generate(exchange.caller(), request.wish(), workload);
    exchange.json(200, json -> write(json, code));
  }

  private static void write(JsonWriter json, ClientCode code) {
    json.text("code", code.code())
        .text("language", code.language().code())
        .text("style", code.style().code())
        .text("explanation", code.explanation())
        .text("generated_by", code.generatedBy())
        .text("usage_instructions", code.usageInstructions());
    if (!code.files().isEmpty()) {
      json.objects(
          "files",
          code.files(),
          (inner, file) -> inner.text("name", file.name()).text("code", file.code()));
    }
  }
}
