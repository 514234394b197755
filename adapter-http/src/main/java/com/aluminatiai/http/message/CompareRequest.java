package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.Comparison.SortBy;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body of a comparison.
 *
 * @param workload what is compared
 * @param accelerators the other accelerators and slices of one, each once; empty for its own
 * @param regions the other regions, each once; empty for its own
 * @param remarks what the names of both should be known for
 * @param sortBy what the answer is sorted by
 */
public record CompareRequest(
    EstimateRequest workload,
    List<Match<Accelerator>> accelerators,
    List<Region> regions,
    List<String> remarks,
    SortBy sortBy) {
  private static final int MOST_ITEMS = 100;
  private static final int MOST_SUGGESTIONS = 5;

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static CompareRequest read(
      JsonValue.Fields body,
      Faults faults,
      RequestValidator validator,
      AcceleratorCatalogue accelerators,
      KnownNames names) {
    FieldReader fields = new FieldReader(body, "", faults);
    Optional<FieldReader> inner = fields.object("workload");
    EstimateRequest workload =
        inner.map(there -> EstimateRequest.read(there, validator, names)).orElse(null);
    inner.ifPresent(EstimateRequest::refuseOthers);
    List<String> remarks = new ArrayList<>();
    CompareRequest request =
        new CompareRequest(
            workload,
            accelerators(
                fields
                    .texts("gpu_types", MOST_ITEMS, WorkloadSpec.MOST_GPU_TYPE_CHARACTERS)
                    .stream()
                    .map(names::gpu)
                    .toList(),
                accelerators,
                remarks,
                faults),
            regions(
                fields.texts("regions", MOST_ITEMS, StatedSite.MOST_REGION_CHARACTERS),
                names.regions(),
                remarks,
                faults),
            List.copyOf(remarks),
            Optional.ofNullable(
                    fields.choice("sort_by", List.of(SortBy.values()), CompareRequest::code))
                .orElse(SortBy.CARBON_KG));
    fields.refuse(EstimateRequest.NAMES, "belongs inside workload");
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  private static String code(SortBy sortBy) {
    return sortBy.name().toLowerCase(Locale.ROOT);
  }

  static List<Match<Accelerator>> accelerators(
      List<String> names, AcceleratorCatalogue catalogue, List<String> remarks, Faults faults) {
    Map<List<Object>, Match<Accelerator>> found = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name != null) {
        Match<Accelerator> match = catalogue.find(name);
        if (match.found().isEmpty()) {
          faults.add("gpu_types[" + i + "]", unknown(match));
        } else if (found.putIfAbsent(List.of(match.found(), match.slice()), match) == null
            && !match.remark().isEmpty()) {
          remarks.add("gpu_type \"" + name + "\" " + match.remark() + ".");
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static String unknown(Match<Accelerator> match) {
    String nearest =
        match.suggestions().stream()
            .limit(MOST_SUGGESTIONS)
            .map(Accelerator::name)
            .collect(Collectors.joining(", "));
    return nearest.isEmpty()
        ? "is not known; GET /api/gpus lists the names"
        : "is not known; did you mean " + nearest + "?";
  }

  static List<Region> regions(
      List<String> names, RegionNames regions, List<String> remarks, Faults faults) {
    Set<Region> found = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name != null) {
        Optional<Region> region = regions.check(name, "regions[" + i + "]", faults);
        region.ifPresent(found::add);
        region.flatMap(there -> regions.remark(name)).ifPresent(remarks::add);
      }
    }
    return List.copyOf(found);
  }
}
