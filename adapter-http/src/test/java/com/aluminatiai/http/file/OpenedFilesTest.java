package com.aluminatiai.http.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as spreadsheets, shells and schedulers write them. */
final class OpenedFilesTest {
  private static final String COMMAS =
      "model_size_gb,num_gpus,gpu_type,duration_hours,notes\n70,8,H100,72.5,\u00fc\ud83d\ude00\n";

  private final Estimator library = Estimator.standard();
  private final ImportFiles files = new ImportFiles(library.accelerators(), library.regions());

  private ImportFiles.Opened open(byte[] file, Optional<ZoneId> zone) throws IOException {
    return files.open(
        new ByteArrayInputStream(file),
        Optional.empty(),
        new ForeignFormat(1, Optional.empty(), Optional.empty(), zone, ZoneOffset.UTC),
        new Omissions());
  }

  private List<ImportRow> rows(byte[] file, Optional<ZoneId> zone) throws IOException {
    Source source = open(file, zone).rows();
    List<ImportRow> rows = new ArrayList<>();
    Optional<ImportRow> row = source.next();
    while (row.isPresent()) {
      rows.add(row.get());
      row = source.next();
    }
    return rows;
  }

  private ImportRow.Read only(byte[] file) throws IOException {
    return only(file, Optional.empty());
  }

  private ImportRow.Read only(byte[] file, Optional<ZoneId> zone) throws IOException {
    List<ImportRow> rows = rows(file, zone);
    assertThat(rows).hasSize(1).first().isInstanceOf(ImportRow.Read.class);
    return (ImportRow.Read) rows.get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] marked(Charset charset) {
    return ("\ufeff" + COMMAS).getBytes(charset);
  }

  @Test
  void everyWayOfWritingTheSameText_isReadAlike() throws IOException {
    for (byte[] file :
        List.of(
            utf8(COMMAS),
            marked(StandardCharsets.UTF_8),
            marked(StandardCharsets.UTF_16LE),
            marked(StandardCharsets.UTF_16BE),
            COMMAS.getBytes(StandardCharsets.UTF_16LE),
            COMMAS.getBytes(StandardCharsets.UTF_16BE),
            gzip(utf8(COMMAS)),
            gzip(gzip(utf8(COMMAS))),
            gzip(marked(StandardCharsets.UTF_16LE)))) {
      ImportRow.Read row = only(file);

      assertThat(row.spec().durationHours()).isEqualTo(72.5);
      assertThat(row.spec().labels().notes()).contains("\u00fc\ud83d\ude00");
    }
  }

  /** Pairs of surrogates lie across every edge of the reader's buffers. */
  @ParameterizedTest
  @ValueSource(ints = {8_180, 8_181, 16_300, 16_301})
  void longTextInUtf16_losesNothing(int letters) throws IOException {
    String notes = "x".repeat(letters % 2) + "\ud83d\ude00".repeat(letters / 4) + "end";
    byte[] file =
        ("\ufeffmodel_size_gb,num_gpus,gpu_type,duration_hours,notes\n70,8,H100,1," + notes + "\n")
            .getBytes(StandardCharsets.UTF_16LE);

    assertThat(only(file).spec().labels().notes()).contains(notes);
  }

  private static final String NAMES = "model_size_gb,num_gpus,gpu_type,duration_hours";

  static List<String> forms() {
    return List.of(
        NAMES + "\n70,8,\"H100, SXM\",72.5\n",
        NAMES + ",,\n70,8,\"H100, SXM\",72.5,,\n,,,,,\n",
        NAMES + "\n,,,\n\n70,8,\"H100, SXM\",72.5\n,,,\n\n",
        NAMES.replace(',', '\t') + "\n70\t8\tH100, SXM\t72.5\n",
        NAMES.replace(',', ';') + "\n70;8;H100, SXM;72,5\n",
        NAMES.replace(',', ';') + ";notes\r\n70,0;8;\"H100, SXM\";72,5;1,5\r\n",
        NAMES.replace(',', ';') + ";measured_kwh\n70;8;H100, SXM;72.5;1.234.567,8\n");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void spreadsheetsForms_areRead(String file) throws IOException {
    ImportRow.Read row = only(utf8(file));

    assertThat(row.spec().durationHours()).isEqualTo(72.5);
    assertThat(row.spec().gpuType()).isEqualTo("H100, SXM");
    row.spec()
        .measurement()
        .ifPresent(measured -> assertThat(measured.kwh()).isEqualTo(1_234_567.8));
  }

  @Test
  void commaBetweenDecimals_beneathCommasBetweenCells_isNoNumber() throws IOException {
    List<ImportRow> rows =
        rows(
            utf8("model_size_gb,num_gpus,gpu_type,duration_hours\n70,8,H100,\"72,5\"\n"),
            Optional.empty());

    assertThat(((ImportRow.Faulty) rows.get(0)).faults().get(0).field()).contains("duration_hours");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-02 03:04:05, 2026-07-02T01:04:05Z",
    "2026-07-02T03:04, 2026-07-02T01:04:00Z",
    "2026-07-02, 2026-07-01T22:00:00Z",
    "2026-07-02T03:04:05Z, 2026-07-02T03:04:05Z"
  })
  void timeWithoutOffset_isReadInTheStatedZone(String time, Instant startedAt) throws IOException {
    byte[] file =
        utf8(
            "model_size_gb,num_gpus,gpu_type,duration_hours,started_at\n70,8,H100,1,"
                + time
                + "\n");

    assertThat(only(file, Optional.of(ZoneId.of("Europe/Berlin"))).spec().labels().startedAt())
        .contains(startedAt);
  }

  @Test
  void timeWithoutOffset_whereNoZoneIsStated_isAnError() throws IOException {
    byte[] file =
        utf8("model_size_gb,num_gpus,gpu_type,duration_hours,started_at\n7,8,H100,1,2026-07-02\n");

    assertThat(rows(file, Optional.empty())).first().isInstanceOf(ImportRow.Faulty.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"model_size_gb\": 1}', NDJSON",
    "'  {}', NDJSON",
    "'num_gpus,gpu_type,model_size_gb,duration_hours', CSV",
    "'JobID|State|AllocTRES|Elapsed', SLURM",
    "'timestamp,run_id,duration,energy_consumed,gpu_count,gpu_model', CODECARBON",
    "'\"timestamp\",\"run_id\",\"duration\",\"energy_consumed\",\"gpu_count\",\"gpu_model\"', CODECARBON"
  })
  void format_isFoundByTheFirstLine(String line, FileFormat format) throws IOException {
    assertThat(open(utf8(" \n" + line + "\n"), Optional.empty()).format()).isEqualTo(format);
  }

  @Test
  void brokenArchive_isRefused() throws IOException {
    byte[] packed = gzip(utf8(COMMAS));

    assertThatThrownBy(() -> open(Arrays.copyOf(packed, 11), Optional.empty()))
        .isInstanceOf(IOException.class);
    packed[packed.length / 2] ^= 0x55;
    assertThatThrownBy(() -> rows(packed, Optional.empty())).isInstanceOf(IOException.class);
  }

  private static final String SACCT_JSON =
      """
      {
        "jobs": [
          {
            "account": "physics", "job_id": 17, "name": "train", "partition": "gpu",
            "array": {"job_id": 12, "task_id": {"set": true, "infinite": false, "number": 4}},
            "het": {"job_id": 0, "job_offset": {"set": false, "infinite": false, "number": 0}},
            "state": {"current": ["COMPLETED"], "reason": "None"},
            "time": {"elapsed": 7200, "start": 1767319445, "end": 1767326645},
            "tres": {
              "allocated": [
                {"type": "cpu", "name": "", "id": 1, "count": 8},
                {"type": "gres", "name": "gpu", "id": 1001, "count": 4},
                {"type": "gres", "name": "gpu:a100", "id": 1002, "count": 4}],
              "requested": []},
            "steps": [
              {
                "step": {"id": "17.batch", "name": "batch"}, "time": {"elapsed": 7200},
                "statistics": {"energy": {"consumed": {"set": true, "number": 7200000}}},
                "tres": {"requested": {"average": [
                  {"type": "gres", "name": "gpuutil", "count": 62}]}}}]
          },
          {
            "account": "", "job_id": 18, "name": "old", "partition": "gpu",
            "array": {"job_id": 0, "task_id": null}, "het": {"job_id": 0, "job_offset": null},
            "state": {"current": "RUNNING"}, "time": {"elapsed": 60, "start": 1767319445},
            "tres": {"allocated": [{"type": "gres", "name": "gpu", "count": 1}]}, "steps": []
          }
        ],
        "meta": {"slurm": {"release": "23.11"}},
        "errors": []
      }
      """;

  @Test
  void sacctJson_isReadAsItsColumns() throws IOException {
    ImportFiles.Opened opened = open(utf8(SACCT_JSON), Optional.empty());
    ImportRow.Read job = only(utf8(SACCT_JSON));

    assertThat(opened.format()).isEqualTo(FileFormat.SLURM);
    assertThat(job.spec().labels().externalId()).contains("slurm:12_4");
    assertThat(job.spec().labels().project()).contains("physics");
    assertThat(job.spec().labels().notes()).contains("train");
    assertThat(job.spec().labels().startedAt()).contains(Instant.ofEpochSecond(1_767_319_445));
    assertThat(job.spec().gpuType()).isEqualTo("a100");
    assertThat(job.spec().numGpus()).isEqualTo(4);
    assertThat(job.spec().durationHours()).isEqualTo(2);
    assertThat(job.spec().utilizationPercent()).hasValue(62);
    assertThat(job.line()).isEqualTo(3);
  }

  @Test
  void sacctJson_onOneLineOrCutOff_isRead() throws IOException {
    byte[] oneLine = utf8(SACCT_JSON.replaceAll("\\s*\\n\\s*", ""));
    assertThat(only(oneLine).spec().numGpus()).isEqualTo(4);

    List<ImportRow> cut =
        rows(utf8(SACCT_JSON.substring(0, SACCT_JSON.indexOf("\"job_id\": 18"))), Optional.empty());
    assertThat(cut).hasSize(2);
    assertThat(((ImportRow.Faulty) cut.get(1)).faults().get(0).message())
        .contains("was not read any further");
  }

  @Test
  void codeCarbonOfVersion1_isFoundByItsContent() {
    assertThatThrownBy(
            () ->
                open(
                    utf8(
                        "timestamp,experiment_id,project_name,duration,emissions,energy_consumed\n"),
                    Optional.empty()))
        .isInstanceOfSatisfying(
            ImportFormatException.class,
            refused -> assertThat(refused.faults().get(0).message()).contains("CodeCarbon 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "N/A", "CPU", "mps", "AMD EPYC 7763 64-Core Processor"})
  void row_withoutAnAccelerator_isRefused(String gpuType) throws Exception {
    ImportRow cells =
        files.row(
            3,
            Map.of(
                "gpu_type", gpuType, "num_gpus", "1", "duration_hours", "2", "model_size_gb", "1"));
    String line =
        "{\"gpu_type\":\""
            + gpuType
            + "\",\"num_gpus\":1,\"duration_hours\":2,\"model_size_gb\":1}\n";
    ImportRow object =
        files
            .ndjson(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
            .next()
            .orElseThrow();

    for (ImportRow row : List.of(cells, object)) {
      assertThat(row).isInstanceOf(ImportRow.Faulty.class);
      assertThat(((ImportRow.Faulty) row).faults())
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.field()).contains("gpu_type");
                assertThat(fault.message()).contains("names no accelerator");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gres/gpu=1,gres/gpu:nvidia_a100_80gb_pcie_2g.20gb=1",
        "gres/gpu=1,gres/gpu:nvidia_a100_1g.5gb=1",
        "gres/gpu=1,gres/gpu:nvidia_h100_80gb_hbm3_1g.10gb=1",
      })
  void slurm_sliceOfACardWithLowLines_isThatSlice(String tres) {
    assertThat(SlurmTres.read(tres).problem()).isEmpty();
    String type = SlurmTres.read(tres).type().orElseThrow();
    assertThat(library.accelerators().find(type).slice()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JobID|State|ElapsedRaw|AllocTRES\n1|COMPLETED|3600|gres/gpu:a100=1\n",
        "run_id,timestamp,duration,energy_consumed,gpu_count,gpu_model\n"
            + "r1,2026-03-01T10:00:00,3600,0.3,1,1 x A100\n",
        "model_size_gb,num_gpus,gpu_type,duration_hours,status\n,1,A100,1,completed\n",
        "{\"num_gpus\":1,\"gpu_type\":\"A100\",\"duration_hours\":1,\"status\":\"failed\"}\n"
      })
  void jobOfWhichNobodySaysTheModelsSize_staysWithout(String file) throws IOException {
    assertThat(
            files
                .open(
                    new ByteArrayInputStream(utf8(file)),
                    Optional.empty(),
                    new ForeignFormat(
                        ForeignFormat.UNKNOWN_MODEL_SIZE_GB,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ZoneOffset.UTC),
                    new Omissions())
                .rows()
                .next())
        .hasValueSatisfying(
            row ->
                assertThat(row)
                    .isInstanceOfSatisfying(
                        ImportRow.Read.class,
                        read -> assertThat(read.spec().statedModelSizeGb()).isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_size_gb,num_gpus,gpu_type,duration_hours,started_at\n3,2,A100,1,2026-03-01T10:00:00\n",
        "{\"model_size_gb\":3,\"num_gpus\":2,\"gpu_type\":\"A100\",\"duration_hours\":1,"
            + "\"started_at\":\"2026-03-01T10:00:00\"}\n"
      })
  void timeWithoutOffset_isReadInTheZoneThatIsSaid_elseItsRefusalNamesIt(String file)
      throws IOException {
    // Berlin is an hour ahead of UTC in winter.
    assertThat(
            only(utf8(file), Optional.of(ZoneId.of("Europe/Berlin"))).spec().labels().startedAt())
        .contains(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(((ImportRow.Faulty) rows(utf8(file), Optional.empty()).get(0)).faults())
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.message())
                    .startsWith("must be a time with an offset")
                    .endsWith(
                        "; one without an offset is read where --time-zone (over HTTP ?time_zone=)"
                            + " says its zone"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_size_gb,num_gpus,gpu_type,duration_hours,site,pue\n3,2,A100,1,Lyon 2,1.1\n",
        "{\"model_size_gb\":3,\"num_gpus\":2,\"gpu_type\":\"A100\",\"duration_hours\":1,"
            + "\"site\":\"Lyon 2\",\"pue\":1.1}\n"
      })
  void siteThatIsGone_isNoFaultOfALineThatHasItsValues(String file) throws IOException {
    Omissions omissions = new Omissions();
    Source source =
        files
            .open(
                new ByteArrayInputStream(utf8(file)),
                Optional.empty(),
                new ForeignFormat(
                    1, Optional.empty(), Optional.empty(), Optional.empty(), ZoneOffset.UTC),
                omissions)
            .rows();

    assertThat(source.next())
        .hasValueSatisfying(
            row ->
                assertThat(row)
                    .isInstanceOfSatisfying(
                        ImportRow.Read.class,
                        read -> {
                          assertThat(read.spec().site().name()).contains("Lyon 2");
                          assertThat(read.spec().site().pue()).hasValue(1.1);
                        }));
    assertThat(omissions.remarks())
        .extracting(Omissions.Remark::message)
        .containsExactly(
            "names a site that is not known, \"Lyon 2\": what the line states counts (1 row).");
  }

  @Test
  void siteThatIsGone_isAFaultOfALineThatSaysNothingElse() throws IOException {
    List<ImportRow> rows =
        rows(
            utf8("model_size_gb,num_gpus,gpu_type,duration_hours,site\n3,2,A100,1,Lyon 2\n"),
            Optional.empty());

    assertThat(((ImportRow.Faulty) rows.get(0)).faults().get(0).message())
        .startsWith("is not known");
  }
}
