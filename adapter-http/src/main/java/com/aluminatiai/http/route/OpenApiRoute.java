package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.workload.usecase.AgentConversations;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Serves the description of the API, with this server's address and agent filled in. */
public final class OpenApiRoute {
  private static final String RELATIVE_SERVER = "\"url\": \"/\"";
  private static final String NO_AGENT = "\"configured\": false";

  private final byte[] document;

  public OpenApiRoute(Optional<URI> publicUrl, AgentConversations agent) {
    String text = resource();
    if (publicUrl.isPresent()) {
      text = replace(text, RELATIVE_SERVER, "\"url\": " + quoted(publicUrl.get().toString()));
    }
    if (agent.isConfigured()) {
      String model = agent.model().map(name -> ", \"model\": " + quoted(name)).orElse("");
      text = replace(text, NO_AGENT, "\"configured\": true" + model);
    }
    this.document = text.getBytes(StandardCharsets.UTF_8);
  }

  public List<Route> routes() {
    return List.of(Route.open(HandlerType.GET, "/openapi.json", Set.of(), this::describe));
  }

  private void describe(Exchange exchange) {
    exchange.ctx().header("Cache-Control", "no-cache");
    exchange.json(200, document);
  }

  private static String resource() {
    try (InputStream in =
        OpenApiRoute.class.getResourceAsStream("/com/aluminatiai/http/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String replace(String text, String old, String fresh) {
    if (!text.contains(old)) {
      throw new IllegalStateException("openapi.json has lost its " + old);
    }
    return text.replace(old, fresh);
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
