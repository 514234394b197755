package com.aluminatiai.app.server;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.minimax.MinimaxAgent;
import com.aluminatiai.workload.AgentState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the service is measured, and the measures of what the use cases do. Thread-safe. */
final class Metrics {
  private static final String ANSWERED = "answered";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Method, Counter> estimates =
      Arrays.stream(Method.values())
          .collect(
              Collectors.toMap(
                  method -> method,
                  method ->
                      counter(
                          "aluminatiai.estimates",
                          "Estimates by the method of their headline",
                          "method",
                          method.name().toLowerCase(Locale.ROOT)),
                  (one, other) -> one,
                  () -> new EnumMap<>(Method.class)));
  private final Map<String, Counter> agentOutcomes =
      Stream.concat(
              Stream.of(ANSWERED),
              Arrays.stream(AgentState.Failure.values()).map(AgentState.Failure::code))
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(),
                  code ->
                      counter(
                          "aluminatiai.agent.outcomes",
                          "Submissions that asked for an agent, by how that ended",
                          "outcome",
                          code)));

  /** All are there from the start, at zero: a rate needs a first value. */
  private Counter counter(String name, String description, String label, String code) {
    return Counter.builder(name).description(description).tag(label, code).register(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  void estimated(Method method) {
    estimates.get(method).increment();
  }

  /** Is told once of every conversation with the model, for whatever purpose. */
  void conversationEnded(String purpose, String outcome, int requests) {
    registry
        .counter("aluminatiai.minimax.conversations", "purpose", purpose, "outcome", outcome)
        .increment();
    registry.counter("aluminatiai.minimax.requests", "purpose", purpose).increment(requests);
  }

  void watch(MinimaxAgent agent) {
    Gauge.builder("aluminatiai.minimax.left.alone", agent, it -> it.isLeftAlone() ? 1 : 0)
        .description("1 while the model is left alone because it failed")
        .register(registry);
  }

  void agentEnded(AgentState outcome) {
    String code = outcome.failure().map(AgentState.Failure::code).orElse(ANSWERED);
    agentOutcomes.get(code).increment();
  }
}
