package com.aluminatiai.http.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.WorkloadSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other programs' files that went through a spreadsheet or pandas. */
final class SpreadsheetFilesTest {
  private static final String EMISSIONS =
      """
      timestamp;run_id;duration;energy_consumed;country_iso_code;gpu_count;gpu_model;pue;gpu_utilization_percent
      2026-03-01T10:00:00;r1;3600,5;0,30;USA;1,0;1 x NVIDIA A100-SXM4-80GB;1,2;87,5
      2026-03-01T10:00:00;r2;1.800,0;0,25;USA;2,0;2 x NVIDIA A100-SXM4-80GB;1,0;
      """;

  private static final String SACCT =
      """
      JobID,Elapsed,Start,AllocTRES,State,JobName
      300,02:03:04,2026-10-25T02:30:00,"cpu=1,gres/gpu:a100=2",COMPLETED,x
      ,,,,,
      301,02:03:04,2026-10-25T02:30:00,"cpu=1,gres/gpu:a100=2",COMPLETED,"he said ""x\"""
      """;

  private final Estimator library = Estimator.standard();
  private final ImportFiles files = new ImportFiles(library.accelerators(), library.regions());

  private List<ImportRow> rows(String text, Charset charset) throws IOException {
    ImportFiles.Opened opened =
        files.open(
            new ByteArrayInputStream(text.getBytes(charset)),
            Optional.empty(),
            new ForeignFormat(
                1, Optional.empty(), Optional.empty(), Optional.empty(), ZoneOffset.UTC),
            new Omissions());
    List<ImportRow> rows = new ArrayList<>();
    Optional<ImportRow> row = opened.rows().next();
    while (row.isPresent()) {
      rows.add(row.get());
      row = opened.rows().next();
    }
    return rows;
  }

  private List<WorkloadSpec> specs(String text) throws IOException {
    return specs(rows(text, StandardCharsets.UTF_8));
  }

  private static List<WorkloadSpec> specs(List<ImportRow> rows) {
    assertThat(rows).allMatch(ImportRow.Read.class::isInstance);
    return rows.stream().map(row -> ((ImportRow.Read) row).spec()).toList();
  }

  private static void assertEmissions(List<WorkloadSpec> runs) {
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).durationHours()).isEqualTo(3600.5 / 3600);
    assertThat(runs.get(0).measurement()).contains(new Measurement(0.3, Boundary.FACILITY));
    assertThat(runs.get(0).site().pue()).hasValue(1.2);
    assertThat(runs.get(0).utilizationPercent()).hasValue(87.5);
    // 10:00:00 less 3,600.5 s
    assertThat(runs.get(0).labels().startedAt())
        .contains(Instant.parse("2026-03-01T08:59:59.500Z"));
    assertThat(runs.get(1).durationHours()).isEqualTo(0.5);
    assertThat(runs.get(1).numGpus()).isEqualTo(2);
    assertThat(runs.get(1).site().pue()).isEmpty();
  }

  @Test
  void codeCarbon_semicolonsAndDecimalCommas_areRead() throws IOException {
    assertEmissions(specs(EMISSIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ","})
  void codeCarbon_otherSeparators_areRead(String separator) throws IOException {
    assertEmissions(specs(emissionsWithPoints(separator)));
  }

  private static String emissionsWithPoints(String separator) {
    return EMISSIONS.replace("1.800,0", "1800.0").replace(',', '.').replace(";", separator);
  }

  @Test
  void codeCarbon_emptyRowsAndCells_areNone() throws IOException {
    String[] lines = emissionsWithPoints(",").split("\n");
    String text =
        String.join(
            "\r\n", lines[0] + ",,", ",,,,,,,,,,", lines[1] + ",,", "", lines[2] + ",", ",,,", "");

    assertEmissions(specs(text));
    assertEmissions(specs(rows("\ufeff" + text, StandardCharsets.UTF_16LE)));
  }

  @Test
  void codeCarbon_moreCellsThanColumns_isAFaultOfItsLine() throws IOException {
    String[] lines = emissionsWithPoints(",").split("\n");

    List<ImportRow> rows =
        rows(lines[0] + "\n" + lines[1] + ",,more\n" + lines[2], StandardCharsets.UTF_8);

    assertThat(rows.get(0))
        .isInstanceOfSatisfying(
            ImportRow.Faulty.class,
            row ->
                assertThat(row.faults())
                    .containsExactly(
                        new ImportFault(
                            2, Optional.empty(), "has 11 cells where the header has 9")));
    assertThat(rows.get(1)).isInstanceOf(ImportRow.Read.class);
  }

  private static void assertJobs(List<WorkloadSpec> jobs) {
    assertThat(jobs).hasSize(2);
    assertThat(jobs.get(0).numGpus()).isEqualTo(2);
    assertThat(jobs.get(0).gpuType()).isEqualTo("a100");
    assertThat(jobs.get(0).labels().externalId()).contains("slurm:300");
    assertThat(jobs.get(1).labels().notes()).contains("he said \"x\"");
  }

  @Test
  void slurm_quotedCellsAndEmptyRows_areRead() throws IOException {
    assertJobs(specs(SACCT));
    assertJobs(specs(SACCT.replaceAll(",(?!gres)", ";")));
    assertJobs(specs(SACCT.replaceAll(",(?!gres)", "\t")));
    assertJobs(specs(SACCT.replaceAll("(?m)(?<!,)$", ",,").replace(",,,,,", ",,,,,,,")));
  }

  @Test
  void slurm_everyCellQuotedBehindAnIndex_isRead() throws IOException {
    assertJobs(
        specs(
            """
            "","JobID","ElapsedRaw","Start","AllocTRES","State","JobName"
            "0","300","7384.0","2026-10-25T02:30:00","cpu=1,gres/gpu:a100=2","COMPLETED","x"
            "1","301","7384.0","2026-10-25T02:30:00","cpu=1,gres/gpu:a100=2","COMPLETED","he said ""x\"""
            """));
  }

  @Test
  void slurm_quotesThatSacctPrints_areText() throws IOException {
    List<WorkloadSpec> jobs =
        specs(
            """
            JobID|Elapsed|AllocTRES|State|JobName|
            1|01:00:00|gres/gpu:a100=2|COMPLETED|"a" or b|
            2|01:00:00|gres/gpu:a100=2|COMPLETED|6" pipe||
            3|01:00:00|gres/gpu:a100=2|COMPLETED||
            """);

    assertThat(jobs.get(0).labels().notes()).contains("\"a\" or b");
    assertThat(jobs.get(1).labels().notes()).contains("6\" pipe");
    assertThat(jobs.get(2).labels().notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", " | ", "~"})
  void slurm_delimiterOfSeveralCharacters_isRead(String delimiter) throws IOException {
    assertJobs(
        specs(
            SACCT
                .replaceAll(",(?!gres)", delimiter)
                .replace("\"cpu", "cpu")
                .replace("=2\"", "=2")
                .replace("\"he", "he")
                .replace("\"\"x\"\"\"", "\"x\"")));
  }

  @Test
  void slurm_rawIdsAlone_areFoundAsSlurmAndWhatIsNeededIsSaid() {
    assertThatThrownBy(
            () ->
                rows(
                    "JobIDRaw|State|ElapsedRaw|AllocTRES\n1|COMPLETED|3600|gres/gpu:a100=1\n",
                    StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(
            ImportFormatException.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .satisfies(
                        fault ->
                            assertThat(fault.message())
                                .contains("sacct")
                                .contains("missing: JobID (JobIDRaw does not stand in for it")));
  }
}
