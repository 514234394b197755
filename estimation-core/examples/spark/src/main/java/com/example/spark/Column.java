package com.example.spark;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The columns that an estimate reads; the last three may be missing, or empty in a row. */
enum Column {
  GPU_TYPE(DataTypes.StringType),
  NUM_GPUS(DataTypes.IntegerType),
  DURATION_HOURS(DataTypes.DoubleType),
  UTILIZATION_PCT(DataTypes.DoubleType),
  WORKLOAD_TYPE(DataTypes.StringType),
  REGION(DataTypes.StringType);

  private final DataType type;

  Column(DataType type) {
    this.type = type;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives every column its type; a cell that is no number becomes null, and the row an error. */
  static Dataset<Row> typed(Dataset<Row> rows) {
    Dataset<Row> typed = rows;
    for (Column column : values()) {
      org.apache.spark.sql.Column cells =
          Arrays.asList(rows.columns()).contains(column.title())
              ? functions.col(column.title()).try_cast(column.type)
              : functions.lit(null).cast(column.type);
      typed = typed.withColumn(column.title(), cells);
    }
    return typed;
  }
}
