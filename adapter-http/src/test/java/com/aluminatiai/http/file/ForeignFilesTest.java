package com.aluminatiai.http.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignFilesTest {
  private static final String SACCT =
      "JobID|JobName|Account|State|Start|Elapsed|ReqTRES|AllocTRES\n";
  private static final ForeignFormat UNSAID =
      new ForeignFormat(
          7,
          Optional.empty(),
          Optional.empty(),
          Optional.of(ZoneId.of("Europe/Berlin")),
          ZoneOffset.UTC);

  private final RegionCatalogue regions = Estimator.standard().regions();
  private final ImportFiles files = new ImportFiles(Estimator.standard().accelerators(), regions);
  private final Omissions omissions = new Omissions();

  private static List<ImportRow> all(Source source) throws IOException {
    List<ImportRow> rows = new ArrayList<>();
    Optional<ImportRow> row = source.next();
    while (row.isPresent()) {
      rows.add(row.get());
      row = source.next();
    }
    return rows;
  }

  private List<ImportRow> slurm(String text) throws IOException {
    return all(
        new SlurmSource(new BufferedReader(new StringReader(text)), files, unsaid, omissions));
  }

  private static ImportRow.Read read(ImportRow row) {
    assertThat(row).isInstanceOf(ImportRow.Read.class);
    return (ImportRow.Read) row;
  }

  @Test
  void slurm_typedAndPlainEntry_areTheSameGpus() throws IOException {
    List<ImportRow> rows =
        slurm(
            SACCT
                + "17|train|physics|COMPLETED|2026-01-02T03:04:05|1-02:03:04||billing=8,cpu=8,gres/gpu=4,gres/gpu:a100=4,node=1\n");

    ImportRow.Read job = read(rows.get(0));
    assertThat(job.spec().numGpus()).isEqualTo(4);
    assertThat(job.spec().gpuType()).isEqualTo("a100");
    // 26 h + 3 min + 4 s = 93,784 s
    assertThat(job.spec().durationHours()).isCloseTo(93_784 / 3600.0, within(1e-12));
    assertThat(job.spec().modelSizeGb()).isEqualTo(7);
    assertThat(job.spec().labels().externalId()).contains("slurm:17");
    assertThat(job.spec().labels().project()).contains("physics");
    assertThat(job.spec().labels().notes()).contains("train");
    // Berlin is an hour ahead of UTC in winter.
    assertThat(job.spec().labels().startedAt()).contains(Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(job.status()).isEqualTo(Status.COMPLETED);
    assertThat(job.line()).isEqualTo(2);
  }

  @Test
  void slurm_whatIsNoEndedJobOnGpus_isCountedAndLeftOut() throws IOException {
    List<ImportRow> rows =
        slurm(
            SACCT
                + "1|a||COMPLETED|Unknown|01:00:00||cpu=8,gres/gpu:a100=1\n"
                + "1.batch|batch||COMPLETED|Unknown|01:00:00||cpu=8,gres/gpu:a100=1\n"
                + "2|b||COMPLETED|Unknown|01:00:00||cpu=8\n"
                + "3|c||RUNNING|Unknown|01:00:00||gres/gpu:a100=1\n"
                + "4|d||CANCELLED by 1000|Unknown|00:00:00|gres/gpu:a100=1|\n"
                + "5|e||TIMEOUT|Unknown|90:00||gres/gpu:a100=1\n");

    assertThat(rows).hasSize(2);
    assertThat(read(rows.get(1)).status()).isEqualTo(Status.FAILED);
    assertThat(read(rows.get(1)).spec().durationHours()).isEqualTo(1.5);
    assertThat(omissions.counts())
        .containsOnlyKeys(Reason.STEP, Reason.NO_GPU, Reason.NOT_ENDED, Reason.DID_NOT_RUN)
        .allSatisfy((reason, count) -> assertThat(count).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          gres/gpu=3,gres/gpu:a100=2,gres/gpu:v100=1; mixes types of GPU (a100, v100)
          gres/gpu=1,gres/gpu:mig-1g-5gb=1; has MIG slices (mig-1g-5gb)
          gres/gpu=1,gres/gpu:a100_mig=1; has MIG slices (a100_mig)
          gres/gpu=1,gres/gpu:1g.5gb+me=1; has MIG slices (1g.5gb+me)
          gres/shard=8,gres/shard:rtx_a6000=8; shares a GPU with other jobs (gres/shard, gres/shard:rtx_a6000)
          gres/mps=50; names no type of GPU
          gres/mps:a100=150; has more shares than a GPU has (1.5 of one)
          gres/gpu=1,gres/gpu:a100=1,gres/mps=50; has whole GPUs and shares of one (gres/mps)
          gpu:2; has gpu:2, which is no entry such as gres/gpu=2
          cpu=8,gres/gpu:a100:4; has gres/gpu:a100:4, which is no entry
          gres/gpu=4K; has gres/gpu=4K, which is no entry
          gres/gpu=4; names no type of GPU
          gres/gpu=4,gres/gpu:a100=2; names the type of some of its GPUs only
          """)
  void slurm_gpusThatCannotBeTold_areSaid(String tres, String message) throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||COMPLETED|2026-01-02T03:04:05|01:00:00||" + tres + "\n");

    assertThat(rows).hasSize(1);
    assertThat(((ImportRow.Faulty) rows.get(0)).faults().get(0).message()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource({"17_4", "17+1", "17_4+1"})
  void slurm_taskOfAnArrayAndComponentOfAHeterogeneousJob_areJobs(String id) throws IOException {
    List<ImportRow> rows =
        slurm(
            SACCT
                + id
                + "|a||COMPLETED|2026-01-02T03:04:05|01:00:00||gres/gpu:a100=1\n"
                + id
                + ".0|a||COMPLETED|2026-01-02T03:04:05|01:00:00||gres/gpu:a100=1\n");

    assertThat(rows).hasSize(1);
    assertThat(read(rows.get(0)).spec().labels().externalId()).contains("slurm:" + id);
  }

  @Test
  void slurm_barInTheNameOfAJob_belongsToTheName() throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a|b||c||COMPLETED|2026-01-02T03:04:05|01:00:00||gres/gpu:a100=1\n");

    assertThat(read(rows.get(0)).spec().labels().notes()).contains("a|b||c");
    assertThat(read(rows.get(0)).spec().numGpus()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"COMPLET+, 01:00:00, State", "COMPLETED, 1-02:03, Elapsed"})
  void slurm_whatSacctDoesNotPrint_isSaid(String state, String elapsed, String column)
      throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||" + state + "|Unknown|" + elapsed + "||gres/gpu:a100=1\n");

    assertThat(((ImportRow.Faulty) rows.get(0)).faults().get(0).field()).contains(column);
  }

  @ParameterizedTest
  @CsvSource({
    "1767319445, 2026-01-02T02:04:05Z",
    "2026-01-02T03:04:05+0100, 2026-01-02T02:04:05Z",
    "2026-01-02T03:04:05+01:00, 2026-01-02T02:04:05Z",
    "2026-01-02T02:04:05Z, 2026-01-02T02:04:05Z",
    "2026-01-02 03:04:05, 2026-01-02T02:04:05Z"
  })
  void slurm_startInEveryFormThatItWrites_isRead(String start, Instant startedAt)
      throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||COMPLETED|" + start + "|01:00:00||gres/gpu:a100=1\n");

    assertThat(read(rows.get(0)).spec().labels().startedAt()).contains(startedAt);
  }

  @Test
  void slurm_startThatIsNoTime_isAnErrorOfItsLine() throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||COMPLETED|02/01/26-03:04|01:00:00||gres/gpu:a100=1\n");

    assertThat(((ImportRow.Faulty) rows.get(0)).faults().get(0).field()).contains("started_at");
  }

  @ParameterizedTest
  @CsvSource({"mi250x, AMD MI250X GCD", "a100, a100", "a100_1g.5gb, a100_1g.5gb"})
  void slurm_typeOfAGpu_isTheDeviceThatItCounts(String type, String gpuType) throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||COMPLETED|Unknown|01:00:00||gres/gpu:" + type + "=8\n");

    assertThat(read(rows.get(0)).spec().gpuType()).isEqualTo(gpuType);
    assertThat(read(rows.get(0)).spec().numGpus()).isEqualTo(8);
  }

  @Test
  void slurm_otherHeader_isRefused() {
    assertThatThrownBy(() -> slurm("id,name\n"))
        .isInstanceOfSatisfying(
            ImportFormatException.class,
            refused -> assertThat(refused.faults().get(0).message()).contains("sacct --parsable2"));
  }

  private List<ImportRow> codeCarbon(String csv) throws IOException {
    return all(
        new CodeCarbonSource(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            files,
            regions,
            UNSAID,
            omissions));
  }

  @Test
  void unknownAccelerators_areCountedByName() throws IOException {
    UnknownAccelerators unknown = new UnknownAccelerators(Estimator.standard().accelerators());

    slurm(
            SACCT
                + "1|a||COMPLETED|Unknown|01:00:00||gres/gpu:a100=1\n"
                + "2|b||COMPLETED|Unknown|01:00:00||gres/gpu:mystery9000=1\n"
                + "3|c||COMPLETED|Unknown|01:00:00||gres/gpu:mystery9000=2\n"
                + "4|d||COMPLETED|Unknown|01:00:00||gres/gpu=1\n")
        .forEach(unknown::see);

    assertThat(unknown.rows()).isEqualTo(Map.of("mystery9000", 2L));
    assertThat(unknown.remarks())
        .containsExactly(
            new Omissions.Remark(
                3,
                "names an accelerator that is not in the catalogue, \"mystery9000\": 500 W are"
                    + " assumed; PUT /api/names can say what it is (2 rows)."));
  }

  @Test
  void codeCarbon_linesOfARun_lastOneCounts() throws IOException {
    String csv =
        """
        timestamp,project_name,run_id,duration,energy_consumed,country_iso_code,cloud_provider,cloud_region,gpu_count,gpu_model
        2026-01-02T04:00:00,llm,r1,1800,0.5,FRA,,,4.0,4 x NVIDIA A100-SXM4-80GB
        2026-01-02T04:30:00,llm,r2,60,0.1,FRA,,,,
        2026-01-02T05:00:00,llm,r1,5400,1.25,FRA,,,4.0,4 x NVIDIA A100-SXM4-80GB
        """;

    List<ImportRow> rows = codeCarbon(csv);

    assertThat(rows).hasSize(1);
    ImportRow.Read run = read(rows.get(0));
    assertThat(run.spec().measurement()).contains(new Measurement(1.25, Boundary.NODE));
    assertThat(run.spec().durationHours()).isEqualTo(1.5);
    assertThat(run.spec().numGpus()).isEqualTo(4);
    assertThat(run.spec().gpuType()).isEqualTo("NVIDIA A100-SXM4-80GB");
    assertThat(run.spec().site().region()).contains("FRA");
    assertThat(run.spec().labels().externalId()).contains("codecarbon:r1");
    // 05:00 in Berlin less 1.5 h
    assertThat(run.spec().labels().startedAt()).contains(Instant.parse("2026-01-02T02:30:00Z"));
    assertThat(omissions.counts()).containsOnlyKeys(Reason.SUPERSEDED, Reason.NO_GPU);
  }

  @ParameterizedTest
  @CsvSource({
    "USA, new york, US-NY",
    "USA, california, US-CA",
    "USA, georgia, US-GA",
    "CAN, quebec, CA-QC",
    "CAN, Québec, CA-QC",
    "FRA, île-de-france, FRA",
    "USA, , USA",
    "GEO, georgia, GEO"
  })
  void codeCarbon_stateOrProvince_countsBeforeTheCountry(String country, String part, String region)
      throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            "timestamp,run_id,duration,energy_consumed,country_iso_code,region,gpu_count,gpu_model,gpu_utilization_percent\n"
                + "2026-01-02 05:00:00.5,r,3600,0.5,"
                + country
                + ","
                + (part == null ? "" : part)
                + ",1,1 x NVIDIA H100 PCIe,62.5\n");

    assertThat(read(rows.get(0)).spec().site().region()).contains(region);
    assertThat(read(rows.get(0)).spec().utilizationPercent()).hasValue(62.5);
    assertThat(read(rows.get(0)).spec().labels().startedAt())
        .contains(Instant.parse("2026-01-02T03:00:00.500Z"));
  }

  /** As CodeCarbon 3 writes it; the second file is what it makes of the tasks of one run. */
  @Test
  void codeCarbon_pueOfTheRunAndTasks_areKept() throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            """
            task_name,timestamp,project_name,run_id,experiment_id,duration,emissions,energy_consumed,water_consumed,country_iso_code,gpu_count,gpu_model,pue,wue
            load,2026-01-02T04:00:00,llm,r1,,3600,0.1,0.5,0,USA,1,1 x NVIDIA H100 PCIe,1.0,0
            train,2026-01-02T05:00:00,llm,r1,,3600,0.1,0.75,0,USA,1,1 x NVIDIA H100 PCIe,1.2,0
            """);

    assertThat(rows).hasSize(2);
    assertThat(read(rows.get(0)).spec().labels().externalId()).contains("codecarbon:r1:load");
    assertThat(read(rows.get(1)).spec().labels().externalId()).contains("codecarbon:r1:train");
    // 1 is what it writes where nobody said a PUE.
    assertThat(read(rows.get(0)).spec().site().pue()).isEmpty();
    assertThat(read(rows.get(1)).spec().site().pue()).hasValue(1.2);
    // It multiplies the energy by the PUE that it was told.
    assertThat(read(rows.get(0)).spec().measurement())
        .contains(new Measurement(0.5, Boundary.NODE));
    assertThat(read(rows.get(1)).spec().measurement())
        .contains(new Measurement(0.75, Boundary.FACILITY));
  }

  @Test
  void codeCarbon_noEnergy_isNoMeasurement() throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            """
            timestamp,project_name,run_id,duration,energy_consumed,gpu_count,gpu_model
            2026-01-02T04:00:00,llm,r1,1800,,4,4 x NVIDIA A100-SXM4-80GB
            """);

    assertThat(read(rows.get(0)).spec().measurement()).isEmpty();
  }

  /** Lines that it appends leave out columns in which they have nothing, and shift the others. */
  @Test
  void codeCarbon_badLines_areToldOfAndTheOthersTaken() throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            """
            timestamp,project_name,run_id,duration,energy_consumed,gpu_count,gpu_model
            2026-01-02T04:00:00,llm,r1,1800,0.5,4,4 x NVIDIA A100-SXM4-80GB
            2026-01-02T04:00:00,llm,r2,1800,0.5
            2026-01-02T04:00:00,llm,,1800,0.5,4,4 x NVIDIA A100-SXM4-80GB
            2026-01-02T04:00:00,llm,r4,1800,0.5,2,1 x NVIDIA A1001 x NVIDIA V100
            """);

    List<String> faults =
        rows.stream()
            .filter(ImportRow.Faulty.class::isInstance)
            .map(row -> ((ImportRow.Faulty) row).faults().get(0))
            .map(fault -> fault.line() + " " + fault.message())
            .toList();
    assertThat(faults)
        .containsExactlyInAnyOrder(
            "3 has 5 cells where the header has 7",
            "4 is required: it tells which lines belong together");
    assertThat(rows).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1 x NVIDIA A1001 x NVIDIA V100, '1 x NVIDIA A100, 1 x NVIDIA V100', NVIDIA A100",
    "6, 4 x NVIDIA H100 PCIe2 x NVIDIA L4, '4 x NVIDIA H100 PCIe, 2 x NVIDIA L4', NVIDIA H100 PCIe",
    "3, '1 x Tesla T4, 2 x NVIDIA L4', '1 x Tesla T4, 2 x NVIDIA L4', NVIDIA L4"
  })
  void codeCarbon_twoModelsInACell_keepTheirMeasuredEnergy(
      int count, String cell, String models, String type) throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            "timestamp,run_id,duration,energy_consumed,gpu_count,gpu_model\n"
                + "2026-01-02T04:00:00,r1,1800,0.5,"
                + count
                + ",\""
                + cell
                + "\"\n");

    ImportRow.Read run = read(rows.get(0));
    assertThat(run.spec().measurement()).contains(new Measurement(0.5, Boundary.NODE));
    assertThat(run.spec().gpuType()).isEqualTo(type);
    assertThat(run.spec().numGpus()).isEqualTo(count);
    assertThat(run.spec().labels().notes()).contains("GPUs: " + models);
    assertThat(omissions.remarks().get(0).line()).isEqualTo(2);
    assertThat(omissions.remarks().get(0).message()).contains(models);
  }

  @Test
  void codeCarbon_twoModelsWithoutEnergy_areSaid() throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            """
            timestamp,run_id,duration,energy_consumed,gpu_count,gpu_model
            2026-01-02T04:00:00,r1,1800,,2,1 x NVIDIA A1001 x NVIDIA V100
            """);

    assertThat(message(rows.get(0))).isEqualTo("mixes types of GPU: submit them one by one");
  }

  @Test
  void codeCarbon_ranksOfOneMachine_areWarnedOf() throws IOException {
    codeCarbon(
        """
        timestamp,run_id,duration,energy_consumed,cpu_model,gpu_count,gpu_model
        2026-01-02T05:00:00,rank0,3600,0.5,EPYC,4,4 x NVIDIA A100-SXM4-80GB
        2026-01-02T05:00:30,rank1,3590,0.5,EPYC,4,4 x NVIDIA A100-SXM4-80GB
        2026-01-02T05:00:30,other,3590,0.5,XEON,4,4 x NVIDIA A100-SXM4-80GB
        2026-01-02T06:00:00,later,3500,0.5,EPYC,4,4 x NVIDIA A100-SXM4-80GB
        """);

    // rank1 began 40 s after rank0 and ended 30 s after it.
    assertThat(omissions.remarks()).hasSize(1);
    assertThat(omissions.remarks().get(0).line()).isEqualTo(3);
    assertThat(omissions.remarks().get(0).message())
        .startsWith("ran in the same minutes as line 2");
  }

  @Test
  void codeCarbon_ofVersion1_isToldApart() {
    assertThatThrownBy(
            () ->
                codeCarbon(
                    "timestamp,experiment_id,project_name,duration,emissions,energy_consumed,country_name\n"))
        .isInstanceOfSatisfying(
            ImportFormatException.class,
            refused -> assertThat(refused.faults().get(0).message()).contains("of CodeCarbon 1"));
  }

  private static String message(ImportRow row) {
    return ((ImportRow.Faulty) row).faults().get(0).message();
  }

  private ImportRow.Read onlySlurm(String header, String line) throws IOException {
    List<ImportRow> rows = slurm(header + "\n" + line + "\n");
    assertThat(rows).hasSize(1);
    return read(rows.get(0));
  }

  private ForeignFormat unsaid = UNSAID;

  private void said(String gpuType, long shardsPerGpu, boolean isEnergyWanted) {
    unsaid =
        new ForeignFormat(
            7,
            Optional.ofNullable(gpuType),
            Optional.empty(),
            UNSAID.zone(),
            ZoneOffset.UTC,
            shardsPerGpu == 0 ? OptionalLong.empty() : OptionalLong.of(shardsPerGpu),
            isEnergyWanted,
            Optional.empty(),
            false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          gres/mps=25,gres/mps:a100=25; ; 0; a100; 0.25
          gres/mps=100; A100; 0; A100; 1
          gres/shard=3; NVIDIA RTX A6000; 12; NVIDIA RTX A6000; 0.25
          """)
  void slurm_sharesOfOneGpu_areFractions(
      String tres, String gpuType, long shards, String type, double fraction) throws IOException {
    said(gpuType, shards, false);

    ImportRow.Read job = onlySlurm("JobID|State|ElapsedRaw|AllocTRES", "1|COMPLETED|3600|" + tres);

    assertThat(job.spec().gpuType()).isEqualTo(type);
    assertThat(job.spec().numGpus()).isEqualTo(1);
    assertThat(job.spec().hardware().gpuFraction()).hasValue(fraction);
  }

  @Test
  void slurm_sliceOfAKnownCard_isItsShare() throws IOException {
    said("NVIDIA A100-SXM4-40GB", 0, false);

    ImportRow.Read job =
        onlySlurm(
            "JobID|State|ElapsedRaw|AllocTRES", "1|COMPLETED|3600|gres/gpu=2,gres/gpu:1g.5gb=2");

    assertThat(job.spec().gpuType()).isEqualTo("NVIDIA A100-SXM4-40GB MIG 1g.5gb");
    assertThat(job.spec().numGpus()).isEqualTo(2);
    // One of seven compute slices.
    assertThat(
            Estimator.standard()
                .accelerators()
                .find(job.spec().gpuType())
                .slice()
                .orElseThrow()
                .fraction())
        .isCloseTo(1 / 7.0, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"gpu:a100:4, a100, 4", "gpu:a100:2(S:0-1), a100, 2", "gpu:a100, a100, 1"})
  void slurm_olderAllocGres_isRead(String gres, String type, int count) throws IOException {
    ImportRow.Read job = onlySlurm("JobID|State|ElapsedRaw|AllocGRES", "1|COMPLETED|3600|" + gres);

    assertThat(job.spec().gpuType()).isEqualTo(type);
    assertThat(job.spec().numGpus()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", ",", "\t", "^", "~"})
  void slurm_anyDelimiter_isFoundFromTheHeader(String delimiter) throws IOException {
    ImportRow.Read job =
        onlySlurm(
            "JobID|JobName|State|Start|ElapsedRaw|AllocTRES|Account".replace("|", delimiter),
            "1|a|COMPLETED|2026-01-02T03:04:05|3600|cpu=8,gres/gpu=4,gres/gpu:a100=4,node=1|phys"
                .replace("|", delimiter));

    assertThat(job.spec().gpuType()).isEqualTo("a100");
    assertThat(job.spec().numGpus()).isEqualTo(4);
    assertThat(job.spec().labels().project()).contains("phys");
  }

  @Test
  void slurm_requeuedJob_bothRunsCount() throws IOException {
    // As sacct --duplicates prints it: the last run first.
    List<ImportRow> rows =
        slurm(
            "JobID|State|Start|ElapsedRaw|AllocTRES\n"
                + "7|COMPLETED|2026-01-02T10:00:00|7200|gres/gpu:a100=1\n"
                + "7.batch|COMPLETED|2026-01-02T10:00:00|7200|gres/gpu:a100=1\n"
                + "7|REQUEUED|2026-01-02T03:00:00|1800|gres/gpu:a100=1\n"
                + "7|NODE_FAIL|2026-01-02T05:00:00|3600|gres/gpu:a100=1\n"
                + "8|RUNNING|2026-01-02T10:00:00|7200|gres/gpu:a100=1\n"
                + "8|REQUEUED|2026-01-02T03:00:00|1800|gres/gpu:a100=1\n");

    assertThat(rows)
        .extracting(row -> read(row).spec().labels().externalId().orElseThrow())
        .containsExactly("slurm:7", "slurm:7.1", "slurm:7.2", "slurm:8.1");
    assertThat(rows)
        .extracting(row -> read(row).spec().durationHours())
        .containsExactly(2.0, 0.5, 1.0, 0.5);
    assertThat(read(rows.get(1)).status()).isEqualTo(Status.FAILED);
    assertThat(omissions.counts()).containsOnlyKeys(Reason.STEP, Reason.NOT_ENDED);
  }

  @ParameterizedTest
  @CsvSource({
    // 7,200,000 J / 3.6e6 J per kWh = 2 kWh
    "7200000, '', 2",
    "0, ',energy=3600000', 1",
    "18446744073709551614, '', ",
    "0, ',energy=18446744073709551614', ",
    "'', ',energy=0', "
  })
  void slurm_consumedEnergyOnRequest_isThatOfNodes(String raw, String entry, Double kwh)
      throws IOException {
    String header = "JobID|State|ElapsedRaw|ConsumedEnergyRaw|AllocTRES";
    String line = "1|COMPLETED|3600|" + raw + "|gres/gpu:a100=1" + entry;

    assertThat(onlySlurm(header, line).spec().measurement()).isEmpty();
    said(null, 0, true);

    assertThat(onlySlurm(header, line).spec().measurement())
        .isEqualTo(Optional.ofNullable(kwh).map(there -> new Measurement(there, Boundary.NODE)));
  }

  @Test
  void slurm_gpuUtilizationOfSteps_isTheirMeanByTime() throws IOException {
    List<ImportRow> rows =
        slurm(
            "JobID|State|ElapsedRaw|AllocTRES|TRESUsageInAve\n"
                + "1|COMPLETED|7200|gres/gpu:a100=1|\n"
                + "1.batch|COMPLETED|7200||cpu=00:00:01,gres/gpumem=0,gres/gpuutil=0\n"
                + "1.0|COMPLETED|1800||cpu=00:00:01,gres/gpuutil=90,mem=1G\n"
                + "1.1|COMPLETED|5400||gres/gpuutil=50\n"
                + "2|COMPLETED|7200|gres/gpu:a100=1|gres/gpuutil=70\n"
                + "3|COMPLETED|7200|gres/gpu:a100=4|gres/gpuutil=312\n");

    // (90 × 1,800 s + 50 × 5,400 s) / 7,200 s = 60
    assertThat(read(rows.get(0)).spec().utilizationPercent()).hasValue(60);
    assertThat(read(rows.get(1)).spec().utilizationPercent()).hasValue(70);
    assertThat(read(rows.get(2)).spec().utilizationPercent()).isEmpty();
  }

  @Test
  void slurm_startThatIsNoTime_namesTheZoneOfBothWaysIn() throws IOException {
    List<ImportRow> rows =
        slurm(SACCT + "1|a||COMPLETED|02/01/26-03:04|01:00:00||gres/gpu:a100=1\n");

    assertThat(message(rows.get(0))).contains("--time-zone (over HTTP ?time_zone=)");
  }

  @Test
  void codeCarbon_placesThatAreNotKnown_areToldOnceEach() throws IOException {
    List<ImportRow> rows =
        codeCarbon(
            """
            timestamp,run_id,duration,energy_consumed,country_iso_code,region,cloud_provider,cloud_region,gpu_count,gpu_model
            2026-01-02T04:00:00,a,3600,0.5,XXX,foo,,,1,1 x H100
            2026-01-03T04:00:00,b,3600,0.5,XXX,foo,,,1,1 x H100
            2026-01-04T04:00:00,c,3600,0.5,,,aws,us-moon-1,1,1 x H100
            2026-01-05T04:00:00,d,3600,0.5,USA,nowhereland,,,1,1 x H100
            2026-01-06T04:00:00,e,3600,0.5,,new york,,,1,1 x H100
            2026-01-07T04:00:00,f,3600,0.5,USA,ohio,aws,us-moon-2,1,1 x H100
            2026-01-08T04:00:00,g,3600,0.5,FRA,bretagne,,,1,1 x H100
            2026-01-09T04:00:00,h,3600,0.5,USA,foo,aws,us-east-1,1,1 x H100
            """);

    assertThat(rows.stream().map(row -> read(row).spec().site().region().orElse("")))
        .containsExactly("", "", "", "USA", "", "US-OH", "FRA", "aws:us-east-1");
    assertThat(omissions.remarks().stream().map(remark -> remark.line() + " " + remark.message()))
        .containsExactly(
            "2 names a place that is not known, \"XXX, foo\": no region is taken (2 rows).",
            "4 names a place that is not known, \"aws:us-moon-1\": no region is taken (1 row).",
            "5 names a place that is not known, \"USA, nowhereland\": USA is taken (1 row).",
            "6 names a place that is not known, \"new york\": no region is taken (1 row).",
            "7 names a place that is not known, \"aws:us-moon-2\": US-OH is taken (1 row).");
  }

  @Test
  void remarksOfManyNames_areTwentyAtMost() {
    for (int i = 0; i < 50; i++) {
      omissions.remarkOnce(i, "names " + i % 25);
    }

    assertThat(omissions.remarks()).hasSize(20);
    assertThat(omissions.remarks().get(0).message()).isEqualTo("names 0 (2 rows).");
  }
}
