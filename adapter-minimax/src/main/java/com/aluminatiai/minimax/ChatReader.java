package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells messages from errors. An error may come as an HTTP status or within HTTP 200, in two forms;
 * MiniMax's numeric code decides, wherever it stands: HTTP 500 is at times "no balance".
 */
final class ChatReader {
  private static final Pattern TRAILING_CODE = Pattern.compile("\\((\\d{3,5})\\)\\s*$");
  private static final Pattern RESETS_AT =
      Pattern.compile("resets at (\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}Z)");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final List<String> TRACE_HEADERS =
      List.of("trace-id", "minimax-request-id", "x-mm-request-id");

  private final Time time;

  ChatReader(Time time) {
    this.time = time;
  }

  ChatReply read(Endpoint.RawAnswer answer) throws ChatProblem {
    Optional<ObjectNode> body = Json.readObject(answer.body());
    if (body.isPresent()) {
      refuseErrors(body.get(), answer);
    }
    if (answer.status() != 200) {
      throw problem(Trouble.ofStatus(answer.status()), 0, "", answer);
    }
    ObjectNode root =
        body.orElseThrow(() -> new ChatProblem(Trouble.BROKEN_ANSWER, "no JSON object"));
    JsonNode choice = root.path("choices").path(0);
    if (!(choice.path("message") instanceof ObjectNode message) || !isWellFormed(message)) {
      throw new ChatProblem(Trouble.BROKEN_ANSWER, "no message");
    }
    return new ChatReply(
        message,
        choice.path("finish_reason").asText(""),
        root.path("output_sensitive").asBoolean(false),
        CleanText.clean(root.path("model").asText(""), 64),
        traceId(answer.headers()));
  }

  private void refuseErrors(ObjectNode root, Endpoint.RawAnswer answer) throws ChatProblem {
    JsonNode base = root.path("base_resp");
    int code = base.path("status_code").asInt(0);
    if (code != 0) {
      throw coded(code, base.path("status_msg").asText(""), answer);
    }
    if (root.path("type").asText("").equals("error") || root.path("error").isObject()) {
      String text = root.path("error").path("message").asText("");
      Matcher trailing = TRAILING_CODE.matcher(text);
      throw coded(trailing.find() ? Integer.parseInt(trailing.group(1)) : 0, text, answer);
    }
  }

  private ChatProblem coded(int code, String text, Endpoint.RawAnswer answer) {
    Trouble known = Trouble.ofCode(code);
    Trouble trouble =
        known == Trouble.UNKNOWN && answer.status() != 200
            ? Trouble.ofStatus(answer.status())
            : known;
    return problem(trouble, code, text, answer);
  }

  private ChatProblem problem(Trouble trouble, int code, String text, Endpoint.RawAnswer answer) {
    return new ChatProblem(
        trouble,
        "HTTP " + answer.status() + (code == 0 ? "" : ", code " + code),
        new ChatProblem.Hints(code, retryAfter(answer.headers()), resetsAt(text)));
  }

  private static boolean isWellFormed(ObjectNode message) {
    JsonNode content = message.path("content");
    JsonNode calls = message.path("tool_calls");
    return (content.isTextual() || content.isNull() || content.isMissingNode())
        && (calls.isArray() || calls.isNull() || calls.isMissingNode());
  }

  private static String traceId(HttpHeaders headers) {
    return TRACE_HEADERS.stream()
        .flatMap(name -> headers.firstValue(name).stream())
        .findFirst()
        .map(id -> CleanText.clean(id, 64))
        .orElse("");
  }

  private Optional<Duration> retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration pause = Duration.between(time.now(), then);
      return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> resetsAt(String text) {
    Matcher named = RESETS_AT.matcher(text);
    if (!named.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(named.group(1).replace(' ', 'T')));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
