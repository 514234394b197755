package com.aluminatiai.http.file;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.Match;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool means that counts devices: of a board whose dies are devices of their own, one die.
 * Immutable.
 */
final class CountedDevices {
  private final AcceleratorCatalogue catalogue;
  private final Map<String, Accelerator> dieOfBoard = new HashMap<>();

  CountedDevices(AcceleratorCatalogue catalogue) {
    this.catalogue = catalogue;
    for (Accelerator die : catalogue.all()) {
      die.boardId().ifPresent(board -> dieOfBoard.put(board, die));
    }
  }

  /** Returns whether a name says that there is no accelerator: {@code none}, a processor's. */
  boolean isNone(String gpuType) {
    return catalogue.find(gpuType).kind() == Match.Kind.NO_ACCELERATOR;
  }

  /** Returns the name of the device that is counted; the same where it is no board. */
  String name(String gpuType) {
    return catalogue
        .find(gpuType)
        .found()
        .flatMap(found -> Optional.ofNullable(dieOfBoard.get(found.id())))
        .map(Accelerator::name)
        .orElse(gpuType);
  }
}
