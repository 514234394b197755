package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scenarios in which HTTP, the transport or the outer form is broken. */
final class FakeFaults {
  private static final Pattern BASE_RESP = Pattern.compile("base_resp_(\\d{4})");
  private static final Pattern STATUS = Pattern.compile("http_(\\d{3})(?:_(\\d{4}|[a-z_]+))?");
  private static final int FOR_EVER_MILLIS = 60_000;
  private static final int MOST_DEPTH = 100_000;

  private static final Map<Integer, Integer> CODE_OF_STATUS =
      Map.of(
          400, 2013, 401, 1004, 402, 1008, 429, 1002, 500, 1000, 503, 1013, 504, 1001, 529, 2064);

  private static final Map<String, String> BROKEN_BODIES =
      Map.ofEntries(
          Map.entry("html_200", "<html><body>Welcome to the proxy</body></html>"),
          Map.entry("empty_body", ""),
          Map.entry("json_null", "null"),
          Map.entry("json_array", "[]"),
          Map.entry("json_empty", "{}"),
          Map.entry("not_json", "upstream connect error"),
          Map.entry("choices_null", "{\"choices\":null}"),
          Map.entry("choices_empty", "{\"choices\":[]}"),
          Map.entry("message_missing", "{\"choices\":[{\"finish_reason\":\"stop\"}]}"),
          Map.entry(
              "wrong_types", "{\"choices\":[{\"message\":{\"content\":7,\"tool_calls\":\"x\"}}]}"),
          Map.entry("base_resp_unknown", FakeReplies.baseResp(9999, "something new")),
          Map.entry("envelope_200", FakeReplies.envelope("cluster overloaded", 2064)),
          Map.entry("deep_json", "{\"a\":".repeat(MOST_DEPTH) + "1" + "}".repeat(MOST_DEPTH)));

  private final String name;
  private final int ordinal;
  private final ToIntBiFunction<String, Integer> parameter;
  private final Supplier<String> wellFormed;

  FakeFaults(
      String name,
      int ordinal,
      ToIntBiFunction<String, Integer> parameter,
      Supplier<String> wellFormed) {
    this.name = name;
    this.ordinal = ordinal;
    this.parameter = parameter;
    this.wellFormed = wellFormed;
  }

  boolean isFault() {
    return fault().isPresent();
  }

  boolean play(Wire wire) throws IOException {
    return fault().orElseThrow().play(wire);
  }

  /** A broken answer; tells whether the other side gave up. */
  @FunctionalInterface
  private interface Fault {
    boolean play(Wire wire) throws IOException;
  }

  private Optional<Fault> fault() {
    String kind = name;
    if (name.endsWith("_then_ok")) {
      kind = name.substring(0, name.length() - "_then_ok".length());
      if (ordinal >= parameter.applyAsInt("n", 1)) {
        return Optional.empty();
      }
    }
    Matcher code = BASE_RESP.matcher(kind.equals("base_resp") ? "base_resp_1002" : kind);
    if (code.matches()) {
      int number = Integer.parseInt(code.group(1));
      return Optional.of(answering(200, FakeReplies.baseResp(number, "fake trouble")));
    }
    if (BROKEN_BODIES.containsKey(kind)) {
      return Optional.of(answering(200, BROKEN_BODIES.get(kind)));
    }
    Matcher status = STATUS.matcher(kind);
    return status.matches()
        ? status(Integer.parseInt(status.group(1)), Optional.ofNullable(status.group(2)))
        : transport(kind);
  }

  private static Fault answering(int status, String body, String... headers) {
    return wire -> {
      wire.answer(status, body, headers);
      return false;
    };
  }

  private Optional<Fault> status(int status, Optional<String> detail) {
    String how = detail.orElse("");
    boolean isOnce =
        how.equals("date") || how.equals("bare") || how.equals("bad_header") || how.equals("1039");
    if (isOnce && status == 429 && ordinal > 0) {
      return Optional.empty();
    }
    int code =
        how.matches("\\d{4}") ? Integer.parseInt(how) : CODE_OF_STATUS.getOrDefault(status, 0);
    String text = code == 2056 ? "plan used up, resets at 2030-01-01T00:00:00Z" : "fake trouble";
    String body = FakeReplies.envelope(text, code);
    return Optional.of(
        switch (how) {
          case "html" -> answering(status, "<html>Bad Gateway</html>");
          case "long" -> answering(status, body, "Retry-After: 86400");
          case "bad_header" -> answering(status, body, "Retry-After: soon");
          case "date" -> answering(status, body, "Retry-After: " + inThreeSeconds());
          default -> plain(status, body);
        });
  }

  private Fault plain(int status, String body) {
    int seconds = parameter.applyAsInt("retry_after", -1);
    if (seconds >= 0) {
      return answering(status, body, "Retry-After: " + seconds);
    }
    return switch (status) {
      case 404 -> answering(status, "404 page not found");
      case 408, 413 -> answering(status, "");
      default -> answering(status, body);
    };
  }

  private static String inThreeSeconds() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
  }

  private Optional<Fault> transport(String kind) {
    Fault fault =
        switch (kind) {
          case "hang" -> wire -> wire.isAbortedWithin(FOR_EVER_MILLIS);
          case "hang_after_headers" -> FakeFaults::hangAfterHeaders;
          case "drip" -> this::drip;
          case "slow" -> this::slow;
          case "slow_first" -> ordinal == 0 ? wire -> wire.isAbortedWithin(FOR_EVER_MILLIS) : null;
          case "reset" -> wire -> closed(wire::reset);
          case "close_empty" -> wire -> closed(wire::close);
          case "reset_mid_body" -> wire -> half(wire, wire::reset);
          case "short_body" -> wire -> half(wire, wire::close);
          case "garbage" -> FakeFaults::garbage;
          case "huge_body" -> this::huge;
          case "bad_utf8" -> this::badUtf8;
          case "base_resp_with_choices" -> this::codeWithChoices;
          case "redirect_offsite" -> answering(307, "", "Location: http://127.0.0.1:9/elsewhere");
          default -> null;
        };
    return Optional.ofNullable(fault);
  }

  private static boolean hangAfterHeaders(Wire wire) throws IOException {
    wire.head(200, 1000);
    wire.write("{\"id\":\"half".getBytes(StandardCharsets.UTF_8));
    return wire.isAbortedWithin(FOR_EVER_MILLIS);
  }

  private boolean drip(Wire wire) throws IOException {
    byte[] body = wellFormed.get().getBytes(StandardCharsets.UTF_8);
    wire.head(200, body.length);
    for (int at = 0; at < body.length; at += 16) {
      if (wire.isAbortedWithin(200)) {
        return true;
      }
      byte[] drop = Arrays.copyOfRange(body, at, Math.min(at + 16, body.length));
      wire.write(drop);
    }
    return false;
  }

  private boolean slow(Wire wire) throws IOException {
    if (wire.isAbortedWithin(parameter.applyAsInt("ms", 100))) {
      return true;
    }
    wire.answer(200, wellFormed.get());
    return false;
  }

  /** Ends a connection. */
  @FunctionalInterface
  private interface End {
    void end() throws IOException;
  }

  private static boolean closed(End end) throws IOException {
    end.end();
    return false;
  }

  private boolean half(Wire wire, End end) throws IOException {
    byte[] body = wellFormed.get().getBytes(StandardCharsets.UTF_8);
    wire.head(200, body.length);
    wire.write(Arrays.copyOf(body, body.length / 2));
    return closed(end);
  }

  private static boolean garbage(Wire wire) throws IOException {
    wire.write("\u0016\u0003\u0001 this is no HTTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    return closed(wire::close);
  }

  private boolean huge(Wire wire) throws IOException {
    int megabytes = parameter.applyAsInt("mb", 64);
    wire.head(200, (long) megabytes << 20);
    byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try {
      for (int i = 0; i < megabytes; i++) {
        wire.write(block);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private boolean badUtf8(Wire wire) throws IOException {
    byte[] body = wellFormed.get().getBytes(StandardCharsets.UTF_8);
    int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("MiniMax AI");
    body[at] = (byte) 0xC3;
    body[at + 1] = (byte) 0x28;
    wire.answer(200, body);
    return false;
  }

  private boolean codeWithChoices(Wire wire) throws IOException {
    ObjectNode root = Json.readObject(wellFormed.get()).orElseThrow();
    root.putObject("base_resp").put("status_code", 1027).put("status_msg", "output sensitive");
    wire.answer(200, FakeReplies.text(root));
    return false;
  }
}
