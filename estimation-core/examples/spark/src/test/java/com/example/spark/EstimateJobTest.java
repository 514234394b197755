package com.example.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on small files, row by row against the library. */
final class EstimateJobTest {
  private static final String CSV =
      """
      external_id,gpu_type,num_gpus,duration_hours,utilization_pct,workload_type,region
      a,NVIDIA A100-SXM4-80GB,16,24,,training,France
      b,8x H100,8,72,85,,
      c,quantum abacus,1,1,,,
      d,H100,eight,1,,,
      e,H100,8,-1,,,
      f,H100,8,1,,,Atlantis
      g,H100,8,1,,cooking,
      """;

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private List<Row> estimated() throws IOException {
    Path file = Files.writeString(folder.resolve("workloads.csv"), CSV);
    return EstimateJob.estimate(EstimateJob.read(spark, file.toString())).collectAsList();
  }

  private static void assertSame(Row row, CalibratedEstimate expected) {
    assertThat((Double) row.getAs("kwh")).isEqualTo(expected.kwh().best());
    assertThat((Double) row.getAs("kwh_low")).isEqualTo(expected.kwh().low());
    assertThat((Double) row.getAs("kwh_high")).isEqualTo(expected.kwh().high());
    assertThat((Double) row.getAs("carbon_kg")).isEqualTo(expected.carbonKg().best());
    assertThat((Double) row.getAs("cost_usd")).isEqualTo(expected.costUsd().best());
    assertThat((String) row.getAs("note")).isNull();
  }

  @Test
  void estimate_row_saysWhatTheLibrarySays() throws IOException {
    Estimator estimator = Estimator.standard();
    Usage training =
        Usage.of(estimator.accelerators().byId("NVIDIA_A100_SXM_80").orElseThrow(), 16, 24)
            .withWorkloadType(WorkloadType.TRAINING);
    Usage other =
        Usage.of(estimator.accelerators().byId("NVIDIA_H100_SXM").orElseThrow(), 8, 72)
            .withUtilizationPercent(85);
    Site france = Site.in(estimator.regions().byCode("FR").orElseThrow());

    List<Row> rows = estimated();

    assertSame(rows.get(0), new CalibratedModel().estimate(training, france));
    assertSame(rows.get(1), new CalibratedModel().estimate(other, Site.UNKNOWN));
    assertThat((String) rows.get(1).getAs("external_id")).isEqualTo("b");
  }

  @Test
  void estimate_rowThatIsWrong_saysWhyAndEndsNothing() throws IOException {
    List<Row> rows = estimated();

    assertThat(rows).hasSize(7);
    assertThat((String) rows.get(2).getAs("note")).contains("500 W");
    assertThat((Double) rows.get(2).getAs("kwh")).isPositive();
    assertThat((String) rows.get(3).getAs("note")).contains("num_gpus");
    assertThat((String) rows.get(4).getAs("note")).contains("durationHours").contains("-1");
    assertThat((String) rows.get(5).getAs("note")).contains("Atlantis");
    assertThat((String) rows.get(6).getAs("note")).contains("cooking");
    assertThat((Double) rows.get(3).getAs("kwh")).isNull();
  }

  @Test
  void job_fromCsvToParquetAndOn_keepsEveryRow() throws IOException {
    String csv = Files.writeString(folder.resolve("workloads.csv"), CSV).toString();
    String parquet = folder.resolve("estimated.parquet").toString();
    EstimateJob.write(EstimateJob.estimate(EstimateJob.read(spark, csv)), parquet);

    List<Row> kept = EstimateJob.read(spark, parquet).orderBy("external_id").collectAsList();

    assertThat(kept).isEqualTo(estimated());
  }
}
