package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What the names of slices of a device mean.
 *
 * @param kind which names
 * @param name the word that they call the device by
 * @param acceleratorId the device
 * @param slices the compute slices of the device; empty if the memory of a profile says it
 */
record SliceRow(Kind kind, String name, String acceleratorId, OptionalInt slices) {
  enum Kind {
    /** Profiles of Multi-Instance GPU. */
    MIG,
    /** Types of virtual GPUs. */
    VGPU
  }

  static List<SliceRow> read(FactorFiles files) {
    List<SliceRow> rows = new ArrayList<>();
    for (DataRow row : files.rows(FactorFiles.SLICES)) {
      rows.add(
          new SliceRow(
              Kind.valueOf(row.required("kind").toUpperCase(Locale.ROOT)),
              row.required("name"),
              row.required("accelerator"),
              row.optionalWholeNumber("slices")));
    }
    return rows;
  }
}
