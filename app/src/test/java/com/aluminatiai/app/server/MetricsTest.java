package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.AgentState.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void conversationEnded_analysesAndSnippets_areCountedApartWithTheirRequests() {
    metrics.conversationEnded("analysis", "answered", 5);
    metrics.conversationEnded("analysis", "timeout", 2);
    metrics.conversationEnded("snippet", "rejected", 1);

    assertThat(metrics.registry().scrape())
        .contains(
            "aluminatiai_minimax_conversations_total{outcome=\"answered\",purpose=\"analysis\"} 1.0",
            "aluminatiai_minimax_conversations_total{outcome=\"timeout\",purpose=\"analysis\"} 1.0",
            "aluminatiai_minimax_conversations_total{outcome=\"rejected\",purpose=\"snippet\"} 1.0",
            "aluminatiai_minimax_requests_total{purpose=\"analysis\"} 7.0",
            "aluminatiai_minimax_requests_total{purpose=\"snippet\"} 1.0");
  }

  @Test
  void estimates_are_counted_by_method() {
    metrics.estimated(Method.CALIBRATED);
    metrics.estimated(Method.CALIBRATED);
    metrics.estimated(Method.AGENT);

    assertThat(metrics.registry().scrape())
        .contains("aluminatiai_estimates_total{method=\"calibrated\"} 2.0")
        .contains("aluminatiai_estimates_total{method=\"agent\"} 1.0")
        .contains("aluminatiai_estimates_total{method=\"fallback\"} 0.0");
  }

  @Test
  void agents_are_counted_by_how_they_ended() {
    metrics.agentEnded(AgentState.answered("MiniMax-M2.1"));
    metrics.agentEnded(AgentState.failed(Failure.TIMEOUT, Optional.of("MiniMax-M2.1")));

    assertThat(metrics.registry().scrape())
        .contains("aluminatiai_agent_outcomes_total{outcome=\"answered\"} 1.0")
        .contains("aluminatiai_agent_outcomes_total{outcome=\"timeout\"} 1.0")
        .contains("aluminatiai_agent_outcomes_total{outcome=\"not_configured\"} 0.0")
        .contains("aluminatiai_agent_outcomes_total{outcome=\"limit\"} 0.0");
  }
}
