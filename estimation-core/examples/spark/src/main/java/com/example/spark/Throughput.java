package com.example.spark;

import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Rows a second of the job on this machine's cores, beside reading the file alone: {@code
 * Throughput ROWS FOLDER}. The sum of all rows is checked against the library called without Spark.
 */
public final class Throughput {
  private static final int ROUNDS = 3;
  private static final double SAME = 1e-9;
  private static final List<String> GPUS =
      List.of("NVIDIA A100-SXM4-80GB", "H100", "8x NVIDIA L40S", "rtx_4090", "Tesla T4 15GB");

  private Throughput() {}

  /** Writes the rows to {@code FOLDER} as CSV and as Parquet, and measures both. */
  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[0]);
    try (SparkSession spark = LocalSpark.start()) {
      double expected = kwhWithoutSpark(rows);
      for (String name : List.of("workloads.csv", "workloads.parquet")) {
        String file = Path.of(args[1], name).toString();
        EstimateJob.write(workloads(spark, rows), file);
        report(name, rows, EstimateJob.read(spark, file), expected);
      }
    }
  }

  private static void report(String name, int rows, Dataset<Row> read, double expected) {
    Dataset<Row> estimated = EstimateJob.estimate(read);
    double kwh = estimated.agg(functions.sum("kwh")).first().getDouble(0);
    if (!(Math.abs(kwh / expected - 1) <= SAME)) {
      throw new IllegalStateException(name + ": " + kwh + " kWh, the library says " + expected);
    }
    double reading = rows / fastestSeconds(read);
    double estimating = rows / fastestSeconds(estimated);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d rows, %,.0f kWh as the library says; read %,.0f rows a second, read and estimated"
            + " %,.0f (%.2f times)%n",
        name,
        rows,
        kwh,
        reading,
        estimating,
        estimating / reading);
  }

  private static Dataset<Row> workloads(SparkSession spark, int rows) {
    String names = String.join("', '", GPUS);
    return spark
        .range(rows)
        .selectExpr(
            "cast(id as string) as external_id",
            "element_at(array('" + names + "'), cast(id % " + GPUS.size() + " as int) + 1) gpu_type",
            "cast(id % 64 + 1 as int) as num_gpus",
            "(id % 1000) / 8.0D as duration_hours",
            "cast(id % 101 as double) as utilization_pct",
            "'training' as workload_type",
            "'us-east-1' as region");
  }

  /** The same rows in a plain loop. */
  private static double kwhWithoutSpark(int rows) {
    Estimator estimator = Estimator.standard();
    CalibratedModel model = new CalibratedModel();
    Site site = Site.in(estimator.regions().get("us-east-1"));
    return IntStream.range(0, rows)
        .mapToDouble(
            id -> {
              String name = GPUS.get(id % GPUS.size());
              Usage usage =
                  Usage.of(
                          estimator.accelerators().get(name),
                          id % 64 + 1,
                          id % 1000 / 8.0)
                      .withUtilizationPercent(id % 101)
                      .withWorkloadType(WorkloadType.TRAINING);
              return model.energyKwh(usage, site).best();
            })
        .sum();
  }

  /** Everything is computed and nothing is kept. */
  private static double fastestSeconds(Dataset<Row> rows) {
    return IntStream.range(0, ROUNDS)
        .mapToDouble(
            round -> {
              long start = System.nanoTime();
              rows.write().format("noop").mode("overwrite").save();
              return (System.nanoTime() - start) / 1e9;
            })
        .min()
        .orElseThrow();
  }
}
