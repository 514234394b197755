package com.aluminatiai.http.file;

import com.aluminatiai.workload.ImportReport;
import java.util.Locale;

/** What to say of an import whose database went away. */
public final class BrokenImport {
  private BrokenImport() {}

  /**
   * Says what is stored and how to go on. The outage may have come after a commit whose answer was
   * lost: more may be stored than is known.
   */
  public static String byOutage(ImportReport soFar, boolean isAtomic) {
    return isAtomic
        ? "The database became unavailable and nothing was imported, as far as is known; look at"
            + " the newest workloads, then send the file again."
        : String.format(
            Locale.ROOT,
            "The database became unavailable after the first %d good rows (%d imported, %d"
                + " skipped); some rows after them may be stored as well. Send the file again"
                + " from there, or as a whole if every row has an external_id.",
            soFar.imported() + soFar.skipped(),
            soFar.imported(),
            soFar.skipped());
  }
}
