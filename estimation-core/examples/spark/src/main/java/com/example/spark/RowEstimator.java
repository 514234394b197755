package com.example.spark;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Estimates the rows of a partition. Only the places of the columns travel to the executors; the
 * library is there once in each JVM, for all threads.
 */
final class RowEstimator implements MapPartitionsFunction<Row, Row> {
  private static final CalibratedModel MODEL = new CalibratedModel();
  private static final StructType ADDED =
      new StructType()
          .add("gpu", DataTypes.StringType)
          .add("kwh", DataTypes.DoubleType)
          .add("kwh_low", DataTypes.DoubleType)
          .add("kwh_high", DataTypes.DoubleType)
          .add("carbon_kg", DataTypes.DoubleType)
          .add("cost_usd", DataTypes.DoubleType)
          .add("note", DataTypes.StringType);

  private final int width;
  private final int[] places;

  RowEstimator(StructType schema) {
    width = schema.length();
    places =
        Arrays.stream(Column.values()).mapToInt(it -> schema.fieldIndex(it.title())).toArray();
  }

  static StructType withEstimate(StructType schema) {
    StructType all = schema;
    for (String title : ADDED.fieldNames()) {
      all = all.add(ADDED.apply(title));
    }
    return all;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return estimated(rows.next());
      }
    };
  }

  /** One row that cannot be estimated says why; it does not end the job. */
  private Row estimated(Row row) {
    Object[] cells = new Object[width + ADDED.length()];
    for (int i = 0; i < width; i++) {
      cells[i] = row.get(i);
    }
    try {
      estimate(row, cells);
    } catch (IllegalArgumentException e) {
      cells[cells.length - 1] = e.getMessage();
    }
    return RowFactory.create(cells);
  }

  private void estimate(Row row, Object[] cells) {
    Match<Accelerator> match =
        Estimator.standard().accelerators().find(required(row, Column.GPU_TYPE));
    Accelerator gpu = match.found().orElseGet(() -> Accelerator.unknown(text(row, Column.GPU_TYPE)));
    int count = required(row, Column.NUM_GPUS);
    double hours = required(row, Column.DURATION_HOURS);
    Usage usage = Usage.of(gpu, count, hours);
    Double percent = get(row, Column.UTILIZATION_PCT);
    if (percent != null) {
      usage = usage.withUtilizationPercent(percent);
    }
    String type = text(row, Column.WORKLOAD_TYPE);
    if (type != null) {
      usage = usage.withWorkloadType(workloadType(type));
    }
    CalibratedEstimate estimate = MODEL.estimate(usage, site(text(row, Column.REGION)));
    int at = width;
    cells[at++] = gpu.id();
    cells[at++] = estimate.kwh().best();
    cells[at++] = estimate.kwh().low();
    cells[at++] = estimate.kwh().high();
    cells[at++] = estimate.carbonKg().best();
    cells[at++] = estimate.costUsd().best();
    cells[at] = gpu.isKnown() ? null : "unknown gpu_type, taken for 500 W; near: " + ids(match);
  }

  private static Site site(String region) {
    return region == null ? Site.UNKNOWN : Site.in(Estimator.standard().regions().get(region));
  }

  private static WorkloadType workloadType(String code) {
    return WorkloadType.find(code)
        .orElseThrow(() -> new IllegalArgumentException("no workload_type is called " + code));
  }

  private static List<String> ids(Match<Accelerator> match) {
    return match.suggestions().stream().map(Accelerator::id).toList();
  }

  private <T> T get(Row row, Column column) {
    return row.getAs(places[column.ordinal()]);
  }

  private String text(Row row, Column column) {
    return get(row, column);
  }

  private <T> T required(Row row, Column column) {
    T cell = get(row, column);
    if (cell == null) {
      throw new IllegalArgumentException(column.title() + " is missing or not a number");
    }
    return cell;
  }
}
