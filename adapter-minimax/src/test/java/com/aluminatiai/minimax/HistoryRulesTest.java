package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The fake server's own rules: each planted violation has to be found, or the other tests say
 * nothing.
 */
final class HistoryRulesTest {
  private final HistoryRules rules = new HistoryRules();
  private final ObjectNode answer = FakeReplies.calling("calculate_energy", "{\"pue\": 1.2}");
  private final ObjectNode request = goodRequest();

  private ObjectNode goodRequest() {
    rules.remember(answer);
    Prompts prompts = new Prompts("MiniMax-M2.1");
    History history = prompts.analysis(WorkloadMessage.of(AgentAtFake.SPEC, true));
    history.echo(new ChatReply(answer, "tool_calls", false, "", ""));
    history.answerCall(callId(), Json.object().put("kwh", 1));
    return Json.readObject(prompts.request(history, prompts.tools(), 4096)).orElseThrow();
  }

  private String callId() {
    return answer.at("/tool_calls/0/id").asText();
  }

  private ArrayNode messages() {
    return request.withArray("messages");
  }

  private List<String> check() {
    Map<String, String> headers =
        Map.of("authorization", "Bearer " + FakeMinimax.KEY, "content-type", "application/json");
    return rules.check(
        new Wire.Request("POST", "/v1/chat/completions", headers, request.toString()), request);
  }

  @Test
  void goodRequest_passes() {
    assertThat(check()).isEmpty();
  }

  @Test
  void lostThinking_isFound() {
    ((ObjectNode) messages().get(2)).remove("reasoning_details");

    assertThat(check()).containsExactly("assistant message 2 is not what was sent");
  }

  @Test
  void changedArguments_areFound() {
    ((ObjectNode) messages().at("/2/tool_calls/0/function")).put("arguments", "{}");

    assertThat(check()).containsExactly("assistant message 2 is not what was sent");
  }

  @Test
  void unansweredCall_isFound() {
    messages().remove(3);

    assertThat(check()).containsExactly("tool calls are not answered: [" + callId() + "]");
  }

  @Test
  void userBeforeTheAnswer_isFound() {
    messages().insertObject(3).put("role", "user").put("content", "hurry");

    assertThat(check())
        .containsExactly("tool call result does not follow tool call: [" + callId() + "]");
  }

  @Test
  void secondAnswerToACall_isFound() {
    messages().add(messages().get(3).deepCopy());

    assertThat(check()).containsExactly("tool result's tool id not found");
  }

  @Test
  void lateSystemMessageAndEmptyContent_areFound() {
    messages().addObject().put("role", "system").put("content", " ");

    assertThat(check())
        .containsExactly("chat content has invalid message role: system", "chat content is empty");
  }

  @Test
  void forbiddenAndNullFields_areFound() {
    request.put("tool_choice", "auto").putNull("response_format").put("temperature", 0);

    assertThat(check())
        .containsExactly(
            "forbidden field: tool_choice",
            "forbidden field: response_format",
            "null field: response_format",
            "temperature is outside (0, 1]");
  }

  @Test
  void changedTools_areFound() {
    assertThat(check()).isEmpty();
    request.withArray("tools").remove(0);

    assertThat(check()).containsExactly("system prompt or tools changed");
  }
}
