package com.aluminatiai.http.file;

import com.aluminatiai.estimation.AcceleratorCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How CodeCarbon writes its accelerators: {@code 4 x NVIDIA A100-SXM4-80GB}, and those of several
 * models one behind the other, {@code 1 x NVIDIA A1001 x NVIDIA V100}: there nothing but the total
 * tells where a name ends.
 */
final class CodeCarbonModels {
  private static final Pattern NEXT = Pattern.compile("(\\d{1,6}) x ");
  private static final int MOST_CHARACTERS = 1_000;

  private CodeCarbonModels() {}

  /**
   * Takes a cell apart.
   *
   * @param cell the cell
   * @param total how many accelerators there are of all models
   * @param catalogue says which names are known
   * @return how many of each model, in the order of the cell; empty if it cannot be told
   */
  static Map<String, Integer> read(String cell, int total, AcceleratorCatalogue catalogue) {
    if (cell.length() > MOST_CHARACTERS) {
      return Map.of();
    }
    List<Map<String, Integer>> readings = new ArrayList<>();
    read(cell, total, new LinkedHashMap<>(), readings);
    Optional<Map<String, Integer>> known =
        readings.stream()
            .filter(
                models ->
                    models.keySet().stream()
                        .allMatch(model -> catalogue.find(model).found().isPresent()))
            .findFirst();
    return known.or(() -> readings.stream().findFirst()).orElse(Map.of());
  }

  /** Of the digits before the next model any number may be its count. */
  private static void read(
      String rest, int left, Map<String, Integer> before, List<Map<String, Integer>> readings) {
    Matcher first = NEXT.matcher(rest);
    if (!first.lookingAt() || rest.startsWith("0")) {
      return;
    }
    int count = Integer.parseInt(first.group(1));
    String behind = rest.substring(first.end());
    if (count == left && !behind.isBlank() && !NEXT.matcher(behind).find()) {
      add(before, behind.replaceFirst("[,;\\s]+$", ""), count, readings);
    }
    Matcher next = NEXT.matcher(behind);
    if (count < left && next.find()) {
      for (int end = next.start(1); end < next.end(1); end++) {
        String model = behind.substring(0, end).replaceFirst("[,;\\s]+$", "");
        if (!model.isBlank()) {
          Map<String, Integer> models = new LinkedHashMap<>(before);
          models.merge(model, count, Integer::sum);
          read(behind.substring(end), left - count, models, readings);
        }
      }
    }
  }

  private static void add(
      Map<String, Integer> before, String model, int count, List<Map<String, Integer>> readings) {
    Map<String, Integer> models = new LinkedHashMap<>(before);
    models.merge(model, count, Integer::sum);
    readings.add(models);
  }
}
