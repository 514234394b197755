package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Reads the inputs that a model may choose from a tool's arguments, as strictly as a web request.
 */
final class OpenInputs {
  private static final int MOST_REGION_CHARACTERS = 100;
  private static final int MOST_SUGGESTIONS = 5;

  private OpenInputs() {}

  /** An argument that is of no use. Its message goes to the model. */
  static final class BadArgumentException extends Exception {
    private static final long serialVersionUID = 1;

    BadArgumentException(String message) {
      super(message);
    }
  }

  /** Names what a specification leaves open, as the tool's arguments are called. */
  static List<String> of(WorkloadSpec spec) {
    List<String> open = new ArrayList<>();
    if (spec.isUtilizationOpen()) {
      open.add("utilization_pct");
    }
    if (spec.site().pue().isEmpty()) {
      open.add("pue");
    }
    if (spec.site().region().isEmpty()) {
      open.add("region");
    }
    if (spec.workloadType().isEmpty()) {
      open.add("workload_type");
    }
    if (spec.hardware().gpusPerNode().isEmpty()) {
      open.add("gpus_per_node");
    }
    return open;
  }

  static ChosenInputs read(JsonNode arguments, RegionCatalogue regions)
      throws BadArgumentException {
    return new ChosenInputs(
        number(arguments, "utilization_pct", 0, 100),
        number(arguments, "pue", 1, ChosenInputs.MOST_PUE),
        region(arguments, regions).map(Region::code),
        workloadType(arguments),
        gpusPerNode(arguments));
  }

  private static OptionalInt gpusPerNode(JsonNode arguments) throws BadArgumentException {
    String field = "gpus_per_node";
    OptionalDouble many = number(arguments, field, 1, ChosenInputs.MOST_GPUS_PER_NODE);
    if (many.isEmpty()) {
      return OptionalInt.empty();
    }
    if (many.getAsDouble() != Math.rint(many.getAsDouble())) {
      throw new BadArgumentException(field + " must be a whole number");
    }
    return OptionalInt.of((int) many.getAsDouble());
  }

  private static OptionalDouble number(JsonNode arguments, String field, double least, double most)
      throws BadArgumentException {
    JsonNode given = arguments.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return OptionalDouble.empty();
    }
    double number = given.isNumber() ? given.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw new BadArgumentException(
          field
              + " must be a number from "
              + Figures.forReaders(least)
              + " to "
              + Figures.forReaders(most));
    }
    return OptionalDouble.of(number);
  }

  static Optional<Region> region(JsonNode arguments, RegionCatalogue regions)
      throws BadArgumentException {
    Optional<String> name = text(arguments, "region");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Match<Region> match = regions.find(name.get());
    if (match.found().isEmpty()) {
      String nearest =
          match.suggestions().stream()
              .limit(MOST_SUGGESTIONS)
              .map(Region::code)
              .collect(Collectors.joining(", "));
      throw new BadArgumentException(
          "region is not in the catalogue; leave it out"
              + (nearest.isEmpty() ? "" : ", or use one of: " + nearest));
    }
    return match.found();
  }

  private static Optional<WorkloadType> workloadType(JsonNode arguments)
      throws BadArgumentException {
    Optional<String> code = text(arguments, "workload_type");
    for (WorkloadType type : WorkloadType.values()) {
      if (code.equals(Optional.of(type.code()))) {
        return Optional.of(type);
      }
    }
    if (code.isPresent()) {
      throw new BadArgumentException(
          "workload_type must be one of: "
              + Arrays.stream(WorkloadType.values())
                  .map(WorkloadType::code)
                  .collect(Collectors.joining(", ")));
    }
    return Optional.empty();
  }

  static Optional<String> text(JsonNode arguments, String field) throws BadArgumentException {
    JsonNode given = arguments.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return Optional.empty();
    }
    String text = given.isTextual() ? given.textValue() : "";
    if (text.isBlank() || text.length() > MOST_REGION_CHARACTERS) {
      throw new BadArgumentException(field + " must be a name");
    }
    return Optional.of(text);
  }
}
