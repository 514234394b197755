package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configurations in which models were measured. Immutable and thread-safe. */
final class MeasuredCurves {
  static final String FILE = "serving-curves.tsv";
  static final MeasuredCurves NONE = new MeasuredCurves(List.of());

  private final List<MeasuredCurve> curves;

  MeasuredCurves(List<MeasuredCurve> curves) {
    this.curves = List.copyOf(curves);
  }

  static MeasuredCurves read() {
    List<MeasuredCurve> curves = new ArrayList<>();
    for (DataRow row : DataFile.rows(MeasuredCurves.class, FILE)) {
      curves.add(MeasuredCurve.of(row));
    }
    return new MeasuredCurves(curves);
  }

  List<MeasuredCurve> all() {
    return curves;
  }

  /** The nearest configuration in which this model was measured. */
  Optional<MeasuredCurve> nearest(String modelId, Deployed deployed) {
    MeasuredCurve nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (MeasuredCurve curve : curves) {
      if (curve.configuration().modelId().equals(modelId)) {
        double distance = curve.configuration().distance(deployed);
        if (distance < least) {
          least = distance;
          nearest = curve;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }
}
