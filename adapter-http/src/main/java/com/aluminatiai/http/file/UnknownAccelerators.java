package com.aluminatiai.http.file;

import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the rows of a file by accelerators that the catalogue does not have. For one thread. */
public final class UnknownAccelerators {
  /** More names are no help to anybody. */
  private static final int MOST_NAMES = 20;

  private final AcceleratorCatalogue catalogue;
  private final Map<String, Long> rows = new TreeMap<>();
  private final Repeated remarks = new Repeated();

  /**
   * Creates a count of nothing.
   *
   * @param catalogue knows accelerators
   */
  public UnknownAccelerators(AcceleratorCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Looks at the rows of a source while somebody reads them.
   *
   * @param source the rows
   * @return the same rows
   */
  public TransferWorkloads.Source watching(TransferWorkloads.Source source) {
    return () -> {
      Optional<ImportRow> row = source.next();
      row.ifPresent(this::see);
      return row;
    };
  }

  void see(ImportRow row) {
    if (row instanceof ImportRow.Read read) {
      String name = read.spec().gpuType();
      boolean isCounted = rows.containsKey(name) || rows.size() < MOST_NAMES;
      if (isCounted && catalogue.find(name).found().isEmpty()) {
        rows.merge(name, 1L, Long::sum);
        if (read.spec().hardware().gpuWatts().isEmpty()) {
          remarks.add(
              read.line(),
              "names an accelerator that is not in the catalogue, \""
                  + Shown.text(name)
                  + "\": 500 W are assumed; PUT /api/names can say what it is");
        }
      }
    }
  }

  /**
   * Returns what to know of rows whose power is a guess.
   *
   * @return one remark a name, with its first line
   */
  public List<Omissions.Remark> remarks() {
    return remarks.remarks();
  }

  /**
   * Returns the counts.
   *
   * @return rows by the name that they give, the first {@value #MOST_NAMES} names
   */
  public Map<String, Long> rows() {
    return Collections.unmodifiableMap(rows);
  }
}
