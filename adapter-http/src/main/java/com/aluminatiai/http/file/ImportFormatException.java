package com.aluminatiai.http.file;

import com.aluminatiai.workload.ImportFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A file that cannot be imported at all: its header is wrong, or it is not what it should be. */
public final class ImportFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient List<ImportFault> faults;

  ImportFormatException(List<ImportFault> faults) {
    super("the file cannot be imported");
    this.faults = List.copyOf(faults);
  }

  /** Says what is wrong with the file as a whole. */
  ImportFormatException(String message) {
    this(List.of(new ImportFault(1, Optional.of("file"), message)));
  }

  /**
   * Returns everything that is wrong with it.
   *
   * @return at least one fault
   */
  public List<ImportFault> faults() {
    return faults;
  }
}
