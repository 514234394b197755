package com.aluminatiai.app.server;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
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
  private final Map<String, Counter> estimates =
      counters(
          "aluminatiai.estimates",
          "Estimates by the method of their headline",
          "method",
          Arrays.stream(Method.values()).map(Metrics::code));
  private final Map<String, Counter> agentOutcomes =
      counters(
          "aluminatiai.agent.outcomes",
          "Submissions that asked for an agent, by how that ended",
          "outcome",
          Stream.concat(
              Stream.of(ANSWERED),
              Arrays.stream(AgentState.Failure.values()).map(AgentState.Failure::code)));

  /** All are there from the start, at zero: a rate needs a first value. */
  private Map<String, Counter> counters(
      String name, String description, String label, Stream<String> codes) {
    return codes.collect(
        Collectors.toUnmodifiableMap(
            Function.identity(),
            code ->
                Counter.builder(name)
                    .description(description)
                    .tag(label, code)
                    .register(registry)));
  }

  private static String code(Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  void estimated(Method method) {
    estimates.get(code(method)).increment();
  }

  void agentEnded(AgentState outcome) {
    String code = outcome.failure().map(AgentState.Failure::code).orElse(ANSWERED);
    agentOutcomes.get(code).increment();
  }
}
