package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the contract's error table that the router answers; Jetty's are beside this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTableTest {
  private static final String WORKLOADS = "/api/workloads";
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  /** A store that nobody can reach. */
  private record Unreachable(RuntimeException bug) implements WorkloadStore {
    @Override
    public OwnedWorkloads of(Owner owner) {
      if (bug != null) {
        throw bug;
      }
      return (OwnedWorkloads)
          java.lang.reflect.Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {OwnedWorkloads.class},
              (proxy, method, arguments) -> {
                throw new StorageException("secret SELECT", new IOException("secret host"));
              });
    }

    @Override
    public Optional<PendingConversation> claimPending(Instant now, Instant leaseUntil) {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> listen(Instant now, Duration interval) {
      return Optional.empty();
    }

    @Override
    public List<SilentJob> silent(Instant now, Instant since, int most) {
      return List.of();
    }

    @Override
    public boolean countAgentSubmission(String subject, LocalDate day, int limitPerDay) {
      return true;
    }
  }

  private static void assertShape(Answer answer, int status, String error) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.text("/message")).matches(".*[.?]");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Request-Id")).isNotBlank();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().has("details")).isEqualTo(answer.error().equals("validation_error"));
  }

  @Test
  void manyFaults_areToldAtOnceInTheOrderOfTheFields() {
    Answer answer =
        api.post(
            WORKLOADS,
            "{\"gpus\":8,\"pue\":0.5,\"gpu_type\":\" \",\"num_gpus\":\"8\",\"duration_hours\":-1}");

    assertShape(answer, 400, "validation_error");
    assertThat(answer.text("/message")).isEqualTo("6 fields are wrong; details names each.");
    assertThat(answer.json().at("/details").toString())
        .isEqualTo(
            "[{\"field\":\"model_size_gb\",\"message\":\"is required, or parameters_b, or a model of"
                + " GET /api/models that says it\"},"
                + "{\"field\":\"num_gpus\",\"message\":\"must be a whole number, 1 or more\"},"
                + "{\"field\":\"gpu_type\",\"message\":\"is required and must not be blank\"},"
                + "{\"field\":\"duration_hours\",\"message\":\"must be a number, more than 0\"},"
                + "{\"field\":\"pue\",\"message\":\"must be a number from 1 to 5\"},"
                + "{\"field\":\"gpus\",\"message\":\"is no field here; did you mean num_gpus?\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "utilization, utilization_pct",
    "numGpus, num_gpus",
    "gpu_typ, gpu_type",
    "durationHours, duration_hours",
    "note, notes",
  })
  void unknownField_isAnsweredWithTheOneThatWasMeant(String given, String meant) {
    Answer answer =
        api.post(WORKLOADS, TestApi.GOLDEN.replace("{\"model", "{\"" + given + "\":1,\"model"));

    assertShape(answer, 400, "validation_error");
    assertThat(answer.text("/message"))
        .isEqualTo(given + " is no field here; did you mean " + meant + "?");
  }

  @Test
  void aThousandUnknownFields_areNotAllSaidBack() {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < 1000; i++) {
      body.append("\"zzz").append(i).append("\":1,");
    }

    Answer answer = api.post(WORKLOADS, body + "\"num_gpus\":1}");

    assertShape(answer, 400, "validation_error");
    assertThat(answer.json().at("/details").size()).isLessThanOrEqualTo(100);
  }

  @Test
  void unknownRegion_isAnsweredWithSuggestions() {
    Answer answer =
        api.post(WORKLOADS, TestApi.GOLDEN.replace("{\"model", "{\"region\":\"Frnace\",\"model"));

    assertShape(answer, 400, "validation_error");
    assertThat(answer.text("/details/0/field")).isEqualTo("region");
    assertThat(answer.text("/details/0/message")).startsWith("is not known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "8",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":1,\"a\":1}",
        "{\"b\":{\"a\":1,\"a\":1}}",
        "{\"a\":1} // comment",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
      })
  void whatIsNotOneJsonObject_isMalformed(String body) {
    assertShape(api.post(WORKLOADS, body), 400, "malformed_json");
  }

  @Test
  void aHundredThousandBrackets_areMalformed() {
    assertShape(
        api.post(WORKLOADS, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
        400,
        "malformed_json");
  }

  @Test
  void bytesThatAreNotUtf8_areMalformed() {
    byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xe9, '"', '}'};

    Answer answer = api.send(api.json(WORKLOADS).POST(BodyPublishers.ofByteArray(latin1)));

    assertShape(answer, 400, "malformed_json");
  }

  @Test
  void utf8WithAByteOrderMark_isTaken() {
    assertThat(api.post(WORKLOADS, "\uFEFF" + TestApi.GOLDEN).status()).isEqualTo(201);
  }

  @Test
  void noBody_isMalformed() {
    assertShape(api.send(api.json(WORKLOADS).POST(BodyPublishers.noBody())), 400, "malformed_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/workload", "/nowhere", "/api", "/api/workloads/a/b", "/favicon.ico"})
  void unknownPath_isNotFound(String path) {
    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /api/workloads | POST, GET, HEAD, DELETE, OPTIONS",
        "POST | /api/workloads/1 | GET, HEAD, PATCH, DELETE, OPTIONS",
        "DELETE | /api/gpus | GET, HEAD, OPTIONS",
        "GET | /api/estimates | POST, OPTIONS",
        "HEAD | /api/estimates | POST, OPTIONS",
        "PATCH | /api/workloads/export | GET, HEAD, OPTIONS",
        "HEAD | /api/workloads/import | POST, OPTIONS",
        "DELETE | /api/workloads/import | POST, OPTIONS",
        "BREW | /api/workloads | POST, GET, HEAD, DELETE, OPTIONS",
      })
  void methodThatThePathDoesNotTake_isNotAllowed(String method, String path, String allowed) {
    Answer answer = api.send(api.request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.header("Allow")).isEqualTo(allowed);
    assertThat(answer.status()).isEqualTo(405);
    if (!method.equals("HEAD")) {
      assertShape(answer, 405, "method_not_allowed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/json; charset=iso-8859-1",
        "json",
        ";",
        " ; charset=utf-8",
      })
  void otherContentType_isUnsupported(String type) {
    Answer answer =
        api.send(
            api.request(WORKLOADS)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(TestApi.GOLDEN)));

    assertShape(answer, 415, "unsupported_media_type");
  }

  @Test
  void noContentType_isUnsupported() {
    Answer answer = api.send(api.request(WORKLOADS).POST(BodyPublishers.ofString(TestApi.GOLDEN)));

    assertShape(answer, 415, "unsupported_media_type");
  }

  @Test
  void noBodyOfNoType_isMalformed() {
    assertShape(
        api.send(api.request(WORKLOADS).POST(BodyPublishers.noBody())), 400, "malformed_json");
    assertShape(
        api.send(api.request(api.submitGolden()).method("PATCH", BodyPublishers.noBody())),
        400,
        "malformed_json");
  }

  @Test
  void noTypeOfAFile_isUnsupported() {
    for (String type : new String[] {";", "application/pdf"}) {
      assertShape(
          api.send(
              api.request(WORKLOADS + "/import")
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("a"))),
          415,
          "unsupported_media_type");
    }
  }

  @Test
  void contentEncoding_isUnsupported() {
    Answer answer =
        api.send(
            api.json(WORKLOADS)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(TestApi.GOLDEN)));

    assertShape(answer, 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=UTF-8",
        "Application/JSON",
        "application/json;",
        "application/vnd.x+json"
      })
  void jsonByAnotherName_isTaken(String type) {
    Answer answer =
        api.send(
            api.request(WORKLOADS)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(TestApi.GOLDEN)));

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void bodyOfExactlyOneMebibyte_isRead() {
    String body = TestApi.GOLDEN.strip();
    String padded = body + " ".repeat(1024 * 1024 - body.length());

    assertThat(api.post(WORKLOADS, padded).status()).isEqualTo(201);
    assertShape(api.post(WORKLOADS, padded + " "), 413, "payload_too_large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0 | limit must be a whole number from 1 to 100.",
        "limit=101 | limit must be a whole number from 1 to 100.",
        "limit=ten | limit must be a whole number from 1 to 100.",
        "limit= | limit must be a whole number from 1 to 100.",
        "limit=1.0 | limit must be a whole number from 1 to 100.",
        "offset=-1 | offset must be a whole number, 0 or more.",
        "offset=9223372036854775808 | offset must be at most 9223372036854775807.",
        "offset=99999999999999999999 | offset must be at most 9223372036854775807.",
        "stauts=running | stauts is no parameter here; did you mean status?",
        "status=done | status must be submitted, running, completed or failed.",
        "workload_type=game | workload_type must be training, fine_tuning, inference, image_generation,"
            + " video_generation or other.",
        "created_after=yesterday | created_after must be a time with an offset",
        "created_before=2101-01-01T00:00:00Z | created_before must be a time with an offset",
        "created_before=2026-11-23T10:00:00 | created_before must be a time with an offset",
        "cursor=abc | cursor must be a next_cursor of an earlier answer.",
        "limit=1&limit=2 | limit is given twice.",
        "project=%zz | project must be percent-encoded UTF-8 without NUL.",
        "project=%ff | project must be percent-encoded UTF-8 without NUL.",
        "project=%00 | project must be percent-encoded UTF-8 without NUL.",
      })
  void badParameter_isAValidationError(String query, String message) {
    String answer =
        api.sendRaw(
            "GET /api/workloads?"
                + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"error\":\"validation_error\"");
    assertThat(answer).contains("\"message\":\"" + message);
  }

  @Test
  void largestOffset_isTaken() {
    assertThat(api.get(WORKLOADS + "?offset=9223372036854775807").json().at("/workloads"))
        .isEmpty();
  }

  @Test
  void manyBadParameters_areToldAtOnce() {
    Answer answer = api.get(WORKLOADS + "?limit=0&offset=-1&status=x&stauts=y");

    assertThat(answer.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder("limit", "offset", "status", "stauts");
  }

  @Test
  void faultsOfQueryHeaderAndBody_areToldAtOnce() {
    Answer answer =
        api.send(
            api.json(WORKLOADS + "?dry_run=true")
                .header("Idempotency-Key", "two words")
                .POST(
                    BodyPublishers.ofString(
                        TestApi.GOLDEN.replace("\"num_gpus\": 8", "\"num_gpus\": 0"))));

    assertShape(answer, 400, "validation_error");
    assertThat(answer.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder("dry_run", "Idempotency-Key", "num_gpus");
  }

  @Test
  void unknownParameter_isAValidationErrorEverywhere() {
    int count = 0;
    for (Route route : api.routes()) {
      if (!route.isPage()) {
        String path =
            route
                .path()
                .replace("{id}", "00000000-0000-7000-8000-000000000001")
                .replace("{external_id}", "slurm:1")
                .replace("{name}", "Lyon");
        String type = path.endsWith("/import") ? "text/csv" : "application/json";
        Answer answer =
            api.send(
                api.request(path + "?no_such=1")
                    .header("Content-Type", type)
                    .method(route.method().name(), BodyPublishers.ofString(TestApi.GOLDEN)));

        assertShape(answer, 400, "validation_error");
        assertThat(answer.json().at("/details").findValuesAsText("field")).contains("no_such");
        count++;
      }
    }
    assertThat(count).isGreaterThan(15);
  }

  @Test
  void storageThatCannotBeReached_isUnavailable() {
    try (TestApi broken =
        new TestApi(HttpSettings.local(0), store -> new Unreachable(null), Optional.empty())) {
      String one = WORKLOADS + "/00000000-0000-7000-8000-000000000001";
      for (Answer answer :
          List.of(
              broken.post(WORKLOADS, TestApi.GOLDEN),
              broken.get(WORKLOADS),
              broken.get(one),
              broken.delete(one),
              broken.patch(one, "{\"status\":\"running\"}"),
              broken.get("/api/summary"))) {
        assertShape(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.raw().body()).doesNotContain("secret");
      }
    }
  }

  @Test
  void bugOfOurs_isAnInternalErrorWithTheRequestId() {
    RuntimeException bug = new IllegalStateException("secret SELECT");
    try (TestApi broken =
        new TestApi(HttpSettings.local(0), store -> new Unreachable(bug), Optional.empty())) {
      Answer answer =
          broken.send(broken.request(WORKLOADS).header("X-Request-Id", "my.id-1").GET());

      assertShape(answer, 500, "internal_error");
      assertThat(answer.header("X-Request-Id")).isEqualTo("my.id-1");
      assertThat(answer.text("/message")).contains("my.id-1");
      assertThat(answer.raw().body()).doesNotContain("secret").doesNotContain("Exception");
    }
  }

  @Test
  void notReady_isUnavailable() {
    try (TestApi starting = TestApi.start()) {
      starting.isReady.set(false);

      assertShape(starting.get("/health/ready"), 503, "unavailable");
      assertThat(starting.get("/health/live").raw().body()).isEqualTo("{\"status\":\"live\"}");
      starting.isReady.set(true);
      assertThat(starting.get("/health/ready").raw().body()).isEqualTo("{\"status\":\"ready\"}");
    }
  }

  @Test
  void keyThatIsMissingOrWrong_isUnauthorized() throws StorageException {
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of());
    try (TestApi closed = TestApi.start(settings)) {
      String secret = closed.keys.create("ci", Optional.empty()).secret();

      for (String path : List.of(WORKLOADS, WORKLOADS + "/x", "/api/summary", "/api/nowhere")) {
        Answer none = closed.get(path);
        assertShape(none, 401, "unauthorized");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
      }
      for (String wrong : List.of("Bearer alu_wrong", "Bearer", secret, "Basic " + secret)) {
        assertShape(
            closed.send(closed.request(WORKLOADS).header("Authorization", wrong).GET()),
            401,
            "unauthorized");
      }
      assertThat(
              closed
                  .send(closed.request(WORKLOADS).header("Authorization", "bearer " + secret).GET())
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void keyInAHeaderOfItsOwn_isTakenWhereNoBearerIsNamed() throws StorageException {
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of());
    try (TestApi closed = TestApi.start(settings)) {
      String secret = closed.keys.create("ci", Optional.empty()).secret();

      for (String right : List.of(secret, " " + secret + " ")) {
        assertThat(closed.send(closed.request(WORKLOADS).header("X-API-Key", right).GET()).status())
            .isEqualTo(200);
      }
      assertThat(statusOf(closed, "Basic dTpw", secret)).isEqualTo(200);
      assertThat(statusOf(closed, "Bearer alu_wrong", secret)).isEqualTo(401);
      assertThat(statusOf(closed, "Bearer " + secret, "alu_wrong")).isEqualTo(200);
      for (String wrong : List.of("", "alu_wrong", "Bearer " + secret)) {
        assertShape(
            closed.send(closed.request(WORKLOADS).header("X-API-Key", wrong).GET()),
            401,
            "unauthorized");
      }
    }
  }

  private static int statusOf(TestApi api, String authorization, String apiKey) {
    return api.send(
            api.request(WORKLOADS)
                .header("Authorization", authorization)
                .header("X-API-Key", apiKey)
                .GET())
        .status();
  }
}
