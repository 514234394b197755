package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferRoutesTest {
  private static final String HEADER = "model_size_gb,num_gpus,gpu_type,duration_hours";
  private static final String GOLDEN = "70,8,H100,72";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private Answer send(String contentType, String mode, byte[] file) {
    return api.send(
        api.request("/api/workloads/import" + mode)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(file)));
  }

  private Answer csv(String file) {
    return send("text/csv", "", file.getBytes(StandardCharsets.UTF_8));
  }

  private Answer ndjson(String file) {
    return send("application/x-ndjson", "", file.getBytes(StandardCharsets.UTF_8));
  }

  private static String fetch(TestApi from, String query) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  from.request("/api/workloads/export" + query).GET().build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String counts(Answer answer) {
    return answer.text("/imported")
        + " "
        + answer.text("/skipped")
        + " "
        + answer.text("/rejected");
  }

  private static String error(Answer answer) {
    JsonNode error = answer.json().at("/errors/0");
    return error.at("/line").asText()
        + " "
        + error.at("/field").asText()
        + " "
        + error.at("/message").asText();
  }

  @Test
  void import_aRow_isStoredAndEstimatedLikeASubmission() {
    Answer answer =
        csv(
            HEADER
                + ",utilization_pct,status,measured_kwh,started_at\n"
                + GOLDEN
                + ",85,completed,431.2,2026-11-01T00:00:00+01:00\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(counts(answer)).isEqualTo("1 0 0");
    JsonNode stored = api.get("/api/workloads").json().at("/workloads/0");
    assertThat(stored.at("/status").asText()).isEqualTo("completed");
    assertThat(stored.at("/measured_kwh").asDouble()).isEqualTo(431.2);
    assertThat(stored.at("/workload/started_at").asText()).isEqualTo("2026-10-31T23:00:00Z");
    // 700 W x 8 x 72 h x 0.85 x 1.3 = 445,536 Wh
    assertThat(stored.at("/estimates/kwh").asDouble()).isEqualTo(445.54);
  }

  @Test
  void import_badLines_areToldOfWithLineFieldAndReason() {
    Answer answer =
        csv(
            HEADER
                + ",notes\r\n"
                + GOLDEN
                + ",\"two\r\nlines\"\r\n"
                + "\r\n"
                + "70,8.5,H100,72,\r\n"
                + "70,8,H100\r\n"
                + GOLDEN
                + ",\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(counts(answer)).isEqualTo("2 0 2");
    assertThat(error(answer)).isEqualTo("5 num_gpus must be a whole number, 1 or more");
    assertThat(answer.text("/errors/1/line")).isEqualTo("6");
    assertThat(answer.json().at("/errors/1/field").isNull()).isTrue();
    assertThat(answer.text("/errors/1/message")).isEqualTo("has 3 cells where the header has 5");
  }

  @Test
  void import_atomicWithABadLine_storesNothing() {
    String file = HEADER + "\n" + GOLDEN + "\n70,0,H100,72\n";

    Answer answer = send("text/csv", "?mode=atomic", file.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(counts(answer)).isEqualTo("0 0 1");
    assertThat(api.get("/api/workloads").text("/count")).isEqualTo("0");
  }

  @Test
  void import_externalIdTwice_countsOnce() {
    String file = HEADER + ",external_id\n" + GOLDEN + ",a\n" + GOLDEN + ",a\n" + GOLDEN + ",b\n";

    assertThat(counts(csv(file))).isEqualTo("2 1 0");
    assertThat(counts(csv(file))).isEqualTo("0 3 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model_size_gb,num_gpu,gpu_type,duration_hours | num_gpu | is no column here; did you mean num_gpus?
          model_size_gb,num_gpus,gpu_type,duration_hours,notes,notes | notes | is given twice
          model_size_gb,num_gpus,gpu_type,duration_hours,use_smart_agent | use_smart_agent | cannot be imported; submit the workload to have the agent asked
          model_size_gb,num_gpus,duration_hours | gpu_type | is required: the header has no such column
          model_size_gb,,num_gpus,gpu_type,duration_hours | header | has a column without a name
          """)
  void import_wrongHeader_isRefusedAsAWhole(String header, String field, String message) {
    Answer answer = csv(header + "\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("validation_error");
    assertThat(answer.text("/details/0/field")).isEqualTo(field);
    assertThat(answer.text("/details/0/message")).isEqualTo(message);
  }

  /** What "Unicode text" of a spreadsheet is. */
  @Test
  void import_utf16_isRead() {
    Answer answer =
        send(
            "text/csv; charset=utf-16",
            "",
            (HEADER + "\n" + GOLDEN + "\n").replace(',', '\t').getBytes(StandardCharsets.UTF_16LE));

    assertThat(counts(answer)).isEqualTo("1 0 0");
    assertThat(answer.text("/format")).isEqualTo("csv");
  }

  @Test
  void import_wrongHeaderOfALargeFile_isStillSaid() {
    Answer answer = csv("a,b\n" + "1,2\n".repeat(5_000_000));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/details/0/field")).isEqualTo("a");
  }

  @Test
  void import_nothing_isRefusedForCsvAndFineForNdjson() {
    assertThat(csv("").text("/details/0/message"))
        .isEqualTo("is missing: the file needs a header row");
    assertThat(counts(csv(HEADER + "\n"))).isEqualTo("0 0 0");
    assertThat(counts(ndjson(""))).isEqualTo("0 0 0");
  }

  @Test
  void import_byteOrderMarkQuotedHeaderAndAnyOrder_areFine() {
    String file = "\uFEFF\"gpu_type\", duration_hours,num_gpus,model_size_gb\n\"H100\",72,8,70";

    assertThat(counts(csv(file))).isEqualTo("1 0 0");
  }

  @Test
  void import_bytesThatAreNoUtf8OrNul_areToldOfByCell() {
    byte[] latin1 =
        (HEADER + ",notes\n" + GOLDEN + ",caf\u00e9\n" + GOLDEN + ",a\0b\n" + GOLDEN + ",fine\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    Answer answer = send("text/csv", "", latin1);

    assertThat(counts(answer)).isEqualTo("1 0 2");
    assertThat(error(answer)).isEqualTo("2 notes must be UTF-8, without NUL");
    assertThat(answer.text("/errors/1/line")).isEqualTo("3");
  }

  @Test
  void import_quoteNeverClosed_keepsWhatCameBefore() {
    Answer answer =
        csv(HEADER + ",notes\n" + GOLDEN + ",\n" + GOLDEN + ",\"open" + "x".repeat(2_000_000));

    assertThat(counts(answer)).isEqualTo("1 0 1");
    assertThat(error(answer)).startsWith("3 ").endsWith("the file was not read any further");
  }

  /** A file that was cut off inside a cell, or one quote too many: rows must not vanish into it. */
  @Test
  void import_quoteNeverClosed_isToldOfAndNoCellSwallowsTheRest() {
    Answer answer =
        csv(HEADER + ",notes\n" + GOLDEN + ",fine\n" + GOLDEN + ",\"open\n" + GOLDEN + ",lost\n");

    assertThat(counts(answer)).isEqualTo("1 0 1");
    assertThat(error(answer))
        .isEqualTo("3 null has a quote that is never closed; the file was not read any further");
    assertThat(csv(HEADER + ",\"notes\n" + GOLDEN).text("/details/0/message"))
        .isEqualTo("has a quote that is never closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\r", "\n\n"})
  void import_lastLine_countsHoweverItEnds(String end) {
    assertThat(counts(csv(HEADER + ",notes\n" + GOLDEN + ",\"closed\"" + end))).isEqualTo("1 0 0");
  }

  /** Sends a part of a file, and perhaps says that no more will come. */
  private String half(String mode, String file, boolean isCutOff) throws IOException {
    String head =
        "POST /api/workloads/import"
            + mode
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 9999999\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.getOutputStream().write((head + file).getBytes(StandardCharsets.UTF_8));
      if (isCutOff) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** 5,000 rows are stored at a time; a row that arrived in part is none. */
  @ParameterizedTest
  @CsvSource({
    "'', 6000, its first 5000 good rows",
    "'', 10, nothing was imported",
    "?mode=atomic, 6000, nothing was imported"
  })
  void import_cutOff_saysWhatIsImported(String mode, int rows, String said) throws IOException {
    String answer = half(mode, HEADER + "\n" + (GOLDEN + "\n").repeat(rows) + "70,8,H1", true);

    assertThat(answer).startsWith("HTTP/1.1 408 ").contains(said);
    assertThat(fetch(api, "?format=ndjson").lines().count())
        .isEqualTo(said.startsWith("its") ? 5000 : 0);
  }

  @Test
  void import_databaseGoesAwayInTheMiddle_saysWhatIsStored() {
    String file = HEADER + "\n70,8,H100\n" + (GOLDEN + "\n").repeat(12_000);

    api.chunksBeforeOutage.set(1);
    Answer answer = csv(file);
    long stored = fetch(api, "?format=ndjson").lines().count();
    api.chunksBeforeOutage.set(Long.MAX_VALUE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(counts(answer)).isEqualTo("5000 0 1");
    assertThat(stored).isEqualTo(5_000);
    assertThat(error(answer)).startsWith("2 ");
    assertThat(answer.text("/message"))
        .isEqualTo(
            "The database became unavailable after the first 5000 good rows (5000 imported, 0"
                + " skipped); some rows after them may be stored as well. Send the file again from"
                + " there, or as a whole if every row has an external_id.");
  }

  /** What happened first is what is told of. */
  @Test
  void import_cutOffAfterTheDatabaseWentAway_saysWhatIsStored() throws IOException {
    api.chunksBeforeOutage.set(1);
    String answer = half("", HEADER + "\n" + (GOLDEN + "\n").repeat(17_000), true);
    api.chunksBeforeOutage.set(Long.MAX_VALUE);

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("after the first 5000 good rows");
  }

  @Test
  void import_whileTheDatabaseIsAway_isAnsweredBeforeTheRestArrives() throws IOException {
    api.chunksBeforeOutage.set(FailingBulkWorkloads.AWAY);
    String answer = half("", HEADER + "\n" + GOLDEN + "\n", false);
    api.chunksBeforeOutage.set(Long.MAX_VALUE);

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Connection: close");
  }

  @Test
  void import_databaseGoesAwayInAnAtomicImport_saysThatNothingIsStored() {
    String file = HEADER + "\n" + (GOLDEN + "\n").repeat(12_000);

    api.chunksBeforeOutage.set(1);
    Answer answer = send("text/csv", "?mode=atomic", file.getBytes(StandardCharsets.UTF_8));
    api.chunksBeforeOutage.set(Long.MAX_VALUE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(counts(answer)).isEqualTo("0 0 0");
    assertThat(answer.text("/message"))
        .isEqualTo(
            "The database became unavailable and nothing was imported, as far as is known; look at"
                + " the newest workloads, then send the file again.");
    assertThat(fetch(api, "?format=ndjson")).isEmpty();
  }

  @Test
  void import_ndjson_tellsOfEachBadLine() {
    String good =
        """
        {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "id": 7}
        """;

    Answer answer =
        ndjson(
            good
                + "\n[1]\n"
                + good.replace("\"id\": 7", "\"use_smart_agent\": true")
                + "{\"notes\": \""
                + "x".repeat(1_100_000)
                + "\"}\n"
                + good);

    assertThat(counts(answer)).isEqualTo("2 0 3");
    assertThat(error(answer)).isEqualTo("3 null The line must be one JSON object.");
    assertThat(answer.text("/errors/1/field")).isEqualTo("use_smart_agent");
    assertThat(answer.text("/errors/2/message")).isEqualTo("is longer than 1 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "image/png", "text/csv; charset=latin1"})
  void import_otherMediaType_isRefused(String type) {
    assertThat(send(type, "", HEADER.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(415);
  }

  @Test
  void import_bytes_areReadInTheStatedFormat() {
    byte[] rows = (HEADER + "\n" + GOLDEN + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] lines =
        """
        {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72}
        """
            .getBytes(StandardCharsets.UTF_8);
    String bytes = "application/octet-stream";

    assertThat(counts(send(bytes, "?format=csv", rows))).isEqualTo("1 0 0");
    assertThat(counts(send(bytes, "?format=ndjson&mode=atomic", lines))).isEqualTo("1 0 0");
    assertThat(counts(send("text/csv", "?format=csv", rows))).isEqualTo("1 0 0");
    assertThat(send("application/x-ndjson", "?format=csv", rows).text("/message"))
        .isEqualTo("format must be ndjson or usage, as the Content-Type says, or left out.");
    assertThat(send(bytes, "?format=xml", rows).text("/details/0/field")).isEqualTo("format");
  }

  @Test
  void import_linesOfCalls_areReadAsUsageWhetherSaidOrNot() {
    String ndjson = "application/x-ndjson";
    String call =
        "{\"id\":\"%s\",\"model\":\"gpt-4o\",\"prompt_tokens\":1200,\"completion_tokens\":340,"
            + "\"startTime\":\"2026-11-01T10:00:00Z\"}\n";
    byte[] first = call.formatted("a").getBytes(StandardCharsets.UTF_8);
    byte[] second = call.formatted("b").getBytes(StandardCharsets.UTF_8);

    assertThat(counts(send(ndjson, "", first))).isEqualTo("1 0 0");
    assertThat(counts(send(ndjson, "?format=usage", second))).isEqualTo("1 0 0");
    assertThat(counts(send(ndjson, "?format=ndjson", second))).isEqualTo("0 0 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "application/octet-stream", "text/csv"})
  void import_formatLeftOut_isFoundByTheContent(String type) {
    String sacct =
        "JobID|JobName|Account|State|Start|ElapsedRaw|AllocTRES\n"
            + "17|train|physics|COMPLETED|2026-01-02T03:04:05|3600|gres/gpu:a100=4\n"
            + "17.0|train|physics|COMPLETED|2026-01-02T03:04:05|3600|gres/gpu:a100=4\n"
            + "18|eval||FAILED|Unknown|3600|gres/gpu=2\n";

    Answer answer =
        send(
            type,
            "?gpu_type=V100-SXM2-32GB&project=rest&time_zone=Europe/Berlin&model_size_gb=7",
            sacct.getBytes(StandardCharsets.UTF_8));

    assertThat(counts(answer)).isEqualTo("2 0 0");
    assertThat(answer.text("/format")).isEqualTo("slurm");
    assertThat(answer.text("/left_out/0/what")).isEqualTo("steps of jobs");
    assertThat(answer.text("/left_out/0/count")).isEqualTo("1");
    Answer stored = api.get("/api/workloads?project=physics");
    // Berlin is an hour ahead of UTC in winter.
    assertThat(stored.text("/workloads/0/workload/started_at")).isEqualTo("2026-01-02T02:04:05Z");
    assertThat(stored.text("/workloads/0/workload/model_size_gb")).isEqualTo("7.0");
    assertThat(api.get("/api/workloads?project=rest").text("/workloads/0/workload/gpu_type"))
        .isEqualTo("V100-SXM2-32GB");
  }

  @Test
  void import_packedFile_isUnpacked() throws IOException {
    byte[] packed = gzip((HEADER + "\n" + GOLDEN + "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(counts(send("application/gzip", "", packed))).isEqualTo("1 0 0");
    assertThat(
            counts(
                api.send(
                    api.request("/api/workloads/import")
                        .header("Content-Type", "text/csv")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed)))))
        .isEqualTo("1 0 0");
    Answer broken = send("application/gzip", "", Arrays.copyOf(packed, 12));
    assertThat(broken.status()).isEqualTo(400);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "time_zone, Middle/Earth",
    "model_size_gb, 0",
    "model_size_gb, many",
    "format, sacct",
    "gpu_types, A100"
  })
  void import_wrongDefault_isRefused(String name, String value) {
    assertThat(send("text/csv", "?" + name + "=" + value, new byte[0]).text("/details/0/field"))
        .isEqualTo(name);
  }

  @Test
  void import_otherMode_isRefused() {
    assertThat(send("text/csv", "?mode=all", new byte[0]).text("/details/0/field"))
        .isEqualTo("mode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void export_intoAnotherStore_losesNothing(String format) {
    String exotic =
        """
        {"model_size_gb": 0.1, "num_gpus": 999999, "gpu_type": "=cmd, \\"x\\"", "duration_hours": 0.30000000000000004,
         "notes": "'=1\\r\\nline,two\\t\\uD83D\\uDE80 ", "project": "-p", "external_id": "'plain", "region": "FR",
         "pue": 1.1, "grid_kg_per_kwh": 1e-7, "usd_per_kwh": 0, "workload_type": "fine_tuning",
         "method": "calibrated", "started_at": "1999-12-31T23:59:59.999999Z", "status": "failed",
         "measured_kwh": 431.20000000000005, "measured_boundary": "node", "gpu_fraction": 0.14285714285714285,
         "gpu_watts": 333.3333333333333, "power_limit_watts": 300, "gpus_per_node": 8, "host_watts_per_gpu": 0,
         "usd_per_gpu_hour": 2.19, "model": "=SUM(A1), \\"x\\"", "hosting": "rented", "heartbeat_seconds": 300,
         "market_kg_per_kwh": 0, "training_tokens": 15e12, "output_tokens": 1, "input_tokens": 0,
         "requests": 1000000000000000, "parameters_b": 70.6, "active_parameters_b": 1e-9, "mfu": 0.41,
         "lora": false, "concurrency": 64, "tokens_per_second": 3000.5, "bits": 1.58,
         "ended_at": "2000-01-03T00:00:00Z"}
        """
            .replace("\n", "");
    assertThat(counts(ndjson(exotic + "\n"))).isEqualTo("1 0 0");
    api.submitGolden();
    String file = fetch(api, "?format=" + format);

    try (TestApi other = TestApi.start()) {
      Answer imported =
          other.send(
              other
                  .request("/api/workloads/import")
                  .header(
                      "Content-Type", format.equals("csv") ? "text/csv" : "application/x-ndjson")
                  .POST(BodyPublishers.ofString(file)));

      assertThat(counts(imported)).isEqualTo("2 0 0");
      // Imported newest first, so the order is turned round; ids and times of storing are new.
      JsonNode before = api.get("/api/workloads").json().at("/workloads");
      JsonNode after = other.get("/api/workloads").json().at("/workloads");
      for (int i = 0; i < 2; i++) {
        JsonNode old = before.get(i);
        JsonNode copy = after.get(1 - i);
        for (String part : new String[] {"workload", "estimates", "status", "notes"}) {
          assertThat(copy.get(part)).isEqualTo(old.get(part));
        }
        assertThat(copy.get("measured_kwh")).isEqualTo(old.get("measured_kwh"));
        assertThat(copy.get("measured_boundary")).isEqualTo(old.get("measured_boundary"));
      }
    }
  }

  @Test
  void export_cellsThatASpreadsheetWouldRun_areGuarded() {
    for (Map.Entry<String, String> note :
        Map.of("=1+1", "\"'=1+1\"", "@x", "\"'@x\"", "'=1", "\"''=1\"", "it's", "it's")
            .entrySet()) {
      csv(HEADER + ",external_id\n" + GOLDEN + ",guard " + note.getKey() + "\n");
      ndjson(
          "{\"model_size_gb\":70,\"num_gpus\":8,\"gpu_type\":\"H100\",\"duration_hours\":72,\"notes\":\""
              + note.getKey()
              + "\"}");
      assertThat(fetch(api, "")).contains(",8,H100,72.0,,,,,," + note.getValue() + ",,,fallback,");
    }
  }

  @Test
  void export_keepsFiltersAndFullPrecision() {
    csv(
        HEADER
            + ",project,utilization_pct\n1,1,H100,0.0166666666666667,short,100\n"
            + GOLDEN
            + ",long,85\n");

    // 700 W x 0.0166666666666667 h x 1.3 / 1000 = 0.0151666... kWh
    assertThat(fetch(api, "?project=short&format=ndjson"))
        .contains("\"estimated_kwh\":0.01516666666666")
        .doesNotContain("long");
    assertThat(api.get("/api/workloads/export?limit=1").error()).isEqualTo("validation_error");
  }

  @Test
  void export_askedForItsHeadersAlone_isNotSaidToBeEmpty() {
    String head =
        api.sendRaw(
            "HEAD /api/workloads/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(head)
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: text/csv")
        .doesNotContain("Content-Length");
  }
}
