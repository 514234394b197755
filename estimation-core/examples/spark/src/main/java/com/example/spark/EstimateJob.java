package com.example.spark;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Estimates a file of workloads: {@code EstimateJob INPUT OUTPUT}, each Parquet where the name ends
 * with {@code .parquet}, else CSV with a header. The input has the columns of the service's export,
 * {@code gpu_type}, {@code num_gpus} and {@code duration_hours} at least; the estimate is added.
 */
public final class EstimateJob {
  private static final String PARQUET = ".parquet";

  private EstimateJob() {}

  /** Runs the job. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: EstimateJob INPUT OUTPUT");
      System.exit(2);
    }
    try (SparkSession spark = SparkSession.builder().appName("estimate").getOrCreate()) {
      write(estimate(read(spark, args[0])), args[1]);
    }
  }

  /** Adds the estimate of each row to it. */
  static Dataset<Row> estimate(Dataset<Row> workloads) {
    Dataset<Row> typed = Column.typed(workloads);
    return typed.mapPartitions(
        new RowEstimator(typed.schema()), Encoders.row(RowEstimator.withEstimate(typed.schema())));
  }

  static Dataset<Row> read(SparkSession spark, String file) {
    return file.endsWith(PARQUET)
        ? spark.read().parquet(file)
        : spark.read().option("header", true).csv(file);
  }

  static void write(Dataset<Row> rows, String file) {
    if (file.endsWith(PARQUET)) {
      rows.write().mode(SaveMode.Overwrite).parquet(file);
    } else {
      rows.write().mode(SaveMode.Overwrite).option("header", true).csv(file);
    }
  }
}
