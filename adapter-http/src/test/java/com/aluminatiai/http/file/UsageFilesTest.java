package com.aluminatiai.http.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of calls to hosted language models. */
final class UsageFilesTest {
  private static final String CALLS =
      """
      request_id,model,prompt_tokens,completion_tokens,startTime
      r1,gpt-4o,100,20,2026-11-20T10:00:00Z
      r2,gpt-4o,200,30,2026-11-20T23:30:00Z
      r3,llama-3.1-70b,50,10,2026-11-21T08:00:00Z
      """;

  private final Estimator library = Estimator.standard();
  private final ImportFiles files = new ImportFiles(library.accelerators(), library.regions());
  private final Omissions omissions = new Omissions();
  private boolean isGrouped;
  private Optional<ZoneId> zone = Optional.empty();

  private ImportFiles.Opened open(String file) throws IOException {
    return files.open(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        new ForeignFormat(
            1,
            Optional.empty(),
            Optional.of("chat"),
            zone,
            ZoneOffset.UTC,
            OptionalLong.empty(),
            false,
            Optional.empty(),
            isGrouped),
        omissions);
  }

  private List<ImportRow> rows(String file) throws IOException {
    ImportFiles.Opened opened = open(file);
    assertThat(opened.format()).isEqualTo(FileFormat.USAGE);
    Source source = opened.rows();
    List<ImportRow> rows = new ArrayList<>();
    for (Optional<ImportRow> row = source.next(); row.isPresent(); row = source.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private List<WorkloadSpec> specs(String file) throws IOException {
    return rows(file).stream()
        .map(
            row -> {
              assertThat(row).isInstanceOf(ImportRow.Read.class);
              return ((ImportRow.Read) row).spec();
            })
        .toList();
  }

  private static ImportFault fault(ImportRow row) {
    return ((ImportRow.Faulty) row).faults().get(0);
  }

  @Test
  void eachCall_isAWorkload_whoseHoursFollowFromItsTokens() throws IOException {
    List<WorkloadSpec> specs = specs(CALLS);

    assertThat(specs).hasSize(3);
    WorkloadSpec first = specs.get(0);
    assertThat(first.labels().externalId()).contains("usage:r1");
    assertThat(first.labels().project()).contains("chat");
    assertThat(first.labels().startedAt()).contains(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(first.workloadType()).contains(WorkloadType.INFERENCE);
    assertThat(first.work().tokens().input()).hasValue(100);
    assertThat(first.work().tokens().output()).hasValue(20);
    assertThat(first.work().isDerived()).isTrue();
  }

  @Test
  void groupedByDay_eachModelAndDayIsOne() throws IOException {
    isGrouped = true;

    List<WorkloadSpec> specs = specs(CALLS);

    // 100 + 200 in, 20 + 30 out, of two calls
    assertThat(specs).hasSize(2);
    assertThat(specs.get(0).labels().externalId()).contains("usage:2026-11-20:gpt-4o");
    assertThat(specs.get(0).work().tokens().input()).hasValue(300);
    assertThat(specs.get(0).work().tokens().output()).hasValue(50);
    assertThat(specs.get(0).work().tokens().requests()).hasValue(2);
    assertThat(specs.get(1).labels().externalId()).contains("usage:2026-11-21:llama-3.1-70b");
  }

  @Test
  void daysAreThoseOfTheZone() throws IOException {
    isGrouped = true;
    zone = Optional.of(ZoneId.of("Europe/Berlin"));

    // 23:30 in UTC is half past midnight of the next day in Berlin.
    assertThat(specs(CALLS))
        .extracting(spec -> spec.labels().externalId().orElseThrow())
        .contains("usage:2026-11-20:gpt-4o", "usage:2026-11-21:gpt-4o");
  }

  @Test
  void callsWithoutIds_haveTheSameOnesWhenReadAgain_andEachIsOne() throws IOException {
    String line = "gpt-4o,100,20,2026-11-20T10:00:00Z\n";
    String file = "model,input_tokens,output_tokens,timestamp\n" + line + line;

    List<String> first = ids(file);

    assertThat(first).doesNotHaveDuplicates().hasSize(2).isEqualTo(ids(file));
    assertThat(ids(file + line)).startsWith(first.get(0), first.get(1)).hasSize(3);
  }

  private List<String> ids(String file) throws IOException {
    return specs(file).stream().map(spec -> spec.labels().externalId().orElseThrow()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\": \"gpt-4o\", \"prompt_tokens\": 100, \"completion_tokens\": 20, \"startTime\": 1795168800.25}",
        "{\"id\": \"x\", \"model\": \"gpt-4o\", \"usage\": {\"prompt_tokens\": 100, \"completion_tokens\": 20}, \"created\": 1795168800}",
        "{\"name\": \"chat\", \"start_time\": \"2026-11-20T10:00:00.25Z\", \"attributes\": {\"gen_ai.request.model\": \"gpt-4o\", \"gen_ai.usage.input_tokens\": 100, \"gen_ai.usage.output_tokens\": 20}}",
        "{\"timestamp\": \"2026-11-20T10:00:00Z\", \"gen_ai.response.model\": \"gpt-4o\", \"gen_ai.usage.input_tokens\": \"100\", \"gen_ai.usage.output_tokens\": \"20\"}",
        "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"name\": \"GET /\"}, {\"spanId\": \"s1\", \"startTimeUnixNano\": \"1795168800000000000\", \"attributes\": [{\"key\": \"gen_ai.request.model\", \"value\": {\"stringValue\": \"gpt-4o\"}}, {\"key\": \"gen_ai.usage.input_tokens\", \"value\": {\"intValue\": \"100\"}}, {\"key\": \"gen_ai.usage.output_tokens\", \"value\": {\"intValue\": 20}}]}]}]}]}",
      })
  void logs_areReadByTheNamesThatToolsPrint(String line) throws IOException {
    List<WorkloadSpec> specs = specs(line + "\n");

    assertThat(specs).hasSize(1);
    assertThat(specs.get(0).work().model().name()).contains("gpt-4o");
    assertThat(specs.get(0).work().tokens().input()).hasValue(100);
    assertThat(specs.get(0).work().tokens().output()).hasValue(20);
    assertThat(specs.get(0).labels().startedAt().orElseThrow())
        .isBetween(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T10:00:01Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt-4o,many,20,2026-11-20T10:00:00Z | input_tokens",
        "gpt-4o,100,-2,2026-11-20T10:00:00Z | output_tokens",
        "gpt-4o,100,20,yesterday | time",
        "gpt-4o,100,20, | time",
        ",100,20,2026-11-20T10:00:00Z | model",
        "our-own-model,100,20,2026-11-20T10:00:00Z | model",
      })
  void whatCannotBeRead_isAnErrorOfItsLine(String line, String field) throws IOException {
    List<ImportRow> rows =
        rows(
            "model,input_tokens,output_tokens,time\n"
                + line
                + "\ngpt-4o,1,2,2026-11-20T10:00:00Z\n");

    assertThat(rows).hasSize(2);
    assertThat(fault(rows.get(0)).line()).isEqualTo(2);
    assertThat(fault(rows.get(0)).field()).contains(field);
    assertThat(rows.get(1)).isInstanceOf(ImportRow.Read.class);
  }

  @Test
  void aLineThatIsNoJson_isAnErrorOfItsLine() throws IOException {
    String good =
        "{\"model\": \"gpt-4o\", \"output_tokens\": 20, \"time\": \"2026-11-20T10:00:00Z\"}\n";

    List<ImportRow> rows = rows(good + "{broken\n" + good);

    assertThat(rows).hasSize(3);
    assertThat(fault(rows.get(1)).line()).isEqualTo(2);
  }

  @Test
  void callsThatWroteNothing_areLeftOutAndCounted() throws IOException {
    assertThat(
            rows(
                "model,input_tokens,output_tokens,time\n"
                    + "text-embedding-3-small,100,0,2026-11-20T10:00:00Z\n"
                    + "gpt-4o,100,,2026-11-20T10:00:00Z\n"))
        .isEmpty();
    assertThat(omissions.counts()).containsEntry(Omissions.Reason.NO_OUTPUT, 2L);
  }

  @Test
  void aFileOfOurs_isNoLog() throws IOException {
    assertThat(open("model,workload_type,output_tokens,started_at\nx,inference,1,\n").format())
        .isEqualTo(FileFormat.CSV);
    assertThat(open("{\"workload_type\": \"inference\", \"output_tokens\": 5}\n").format())
        .isEqualTo(FileFormat.NDJSON);
  }

  @Test
  void aFileThatIsSaidToBeALog_andIsNone_isRefused() {
    assertThatThrownBy(
            () ->
                files.open(
                    new ByteArrayInputStream("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)),
                    Optional.of(FileFormat.USAGE),
                    new ForeignFormat(
                        1, Optional.empty(), Optional.empty(), Optional.empty(), ZoneOffset.UTC),
                    omissions))
        .isInstanceOf(ImportFormatException.class);
  }
}
