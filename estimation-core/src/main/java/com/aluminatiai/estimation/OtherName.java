package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name that is no accelerator's own.
 *
 * @param name the name, or for a processor the words that give it away
 * @param kind what it stands for
 * @param acceleratorIds the accelerators that share it
 */
record OtherName(String name, Kind kind, List<String> acceleratorIds) {
  enum Kind {
    /** Several accelerators share it. */
    SHARED,
    /** It says that there is no accelerator. */
    NONE,
    /** A name with all these words is a processor's. */
    PROCESSOR
  }

  static List<OtherName> read(FactorFiles files) {
    List<OtherName> names = new ArrayList<>();
    for (DataRow row : files.rows(FactorFiles.ACCELERATOR_NAMES)) {
      names.add(
          new OtherName(
              row.required("name"),
              Kind.valueOf(row.required("kind").toUpperCase(Locale.ROOT)),
              row.list("accelerators")));
    }
    return names;
  }
}
