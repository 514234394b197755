package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.message.KnownNames;
import com.aluminatiai.http.message.RegionNames;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.naming.KnownWords;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The names that callers may use: the catalogue's and their own. */
public final class CallersNames {
  private static final String OUT_OF_DATE =
      "The database cannot be reached: names of your own were read as they were last known.";

  private final RegionNames regions;
  private final OwnWords own;

  public CallersNames(RegionNames regions, OwnWords own) {
    this.regions = regions;
    this.own = own;
  }

  /**
   * The names of one caller.
   *
   * @param names the names
   * @param words the caller's own among them, and whether they are up to date
   */
  record Looked(KnownNames names, KnownWords words) {
    /** Insists on what is up to date, where it is about to be stored. */
    void requireCurrent() throws StorageException {
      words.requireCurrent();
    }

    /** Adds a warning where what is not stored may be out of date. */
    List<String> warned(List<String> warnings) {
      return words.failure().isEmpty()
          ? warnings
          : Stream.concat(warnings.stream(), Stream.of(OUT_OF_DATE)).toList();
    }
  }

  Looked of(Exchange exchange) {
    KnownWords words = own.known(exchange.owner());
    return new Looked(new KnownNames(regions, words::glossary), words);
  }

  /** Notes which of some names of accelerators nobody understands. */
  void note(Exchange exchange, Collection<String> gpuTypes) {
    own.noteGpus(exchange.owner(), gpuTypes);
  }

  /** Notes partitions of which nobody said what they have. */
  void notePartitions(Exchange exchange, Collection<String> partitions) {
    own.notePartitions(exchange.owner(), partitions);
  }
}
