package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A pod, as far as it concerns accelerators: of a cluster's pods nothing else is kept.
 *
 * @param line the line that it begins on
 * @param id its id
 * @param place its namespace and its name
 * @param node the name of the node that it ran on
 * @param selector which nodes it asked for
 * @param phase how it stands
 * @param start when it began to hold its accelerators
 * @param end when its last container ended
 * @param devices how many of which resources it held
 * @param hasClaims whether it asked for devices by claims, which say nothing here
 */
record KubernetesPod(
    long line,
    String id,
    List<String> place,
    String node,
    Map<String, String> selector,
    String phase,
    Optional<Instant> start,
    Optional<Instant> end,
    Map<String, Long> devices,
    boolean hasClaims) {
  /** An amount that is no whole number. */
  static final long NOT_WHOLE = -1;

  private static final Set<String> DEVICES =
      Set.of(
          "amd.com/gpu",
          "gpu.intel.com/i915",
          "gpu.intel.com/xe",
          "habana.ai/gaudi",
          "google.com/tpu",
          "aws.amazon.com/neuron",
          "aws.amazon.com/neurondevice",
          "aws.amazon.com/neuroncore");

  static KubernetesPod of(long line, JsonValue pod) {
    List<JsonValue> statuses =
        Stream.of("containerStatuses", "initContainerStatuses")
            .flatMap(kind -> Json.items(pod, "status", kind).stream())
            .toList();
    return new KubernetesPod(
        line,
        Json.text(pod, "metadata", "uid"),
        List.of(Json.text(pod, "metadata", "namespace"), Json.text(pod, "metadata", "name")),
        Json.text(pod, "spec", "nodeName"),
        KubernetesNode.texts(pod, "spec", "nodeSelector"),
        Json.text(pod, "status", "phase"),
        start(pod, statuses),
        times(statuses, "finishedAt").max(Instant::compareTo),
        devices(pod),
        !Json.items(pod, "spec", "resourceClaims").isEmpty());
  }

  /** Of a container that was started again only the last start is told: then the pod's counts. */
  private static Optional<Instant> start(JsonValue pod, List<JsonValue> statuses) {
    boolean isFirst =
        statuses.stream().allMatch(status -> Json.text(status, "restartCount").matches("0?"));
    Optional<Instant> first = times(statuses, "startedAt").min(Instant::compareTo);
    Optional<Instant> ofPod = time(Json.text(pod, "status", "startTime"));
    return isFirst && first.isPresent() ? first : ofPod.or(() -> first);
  }

  private static Stream<Instant> times(List<JsonValue> statuses, String name) {
    return statuses.stream()
        .map(status -> Json.text(status, "state", "terminated", name))
        .flatMap(text -> time(text).stream());
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** Containers run beside each other; those that prepare run one by one, before them. */
  private static Map<String, Long> devices(JsonValue pod) {
    Map<String, Long> held = new LinkedHashMap<>();
    for (JsonValue container : Json.items(pod, "spec", "containers")) {
      limits(container).forEach((name, count) -> held.merge(name, count, KubernetesPod::sum));
    }
    for (JsonValue container : Json.items(pod, "spec", "initContainers")) {
      limits(container).forEach((name, count) -> held.merge(name, count, Math::max));
    }
    return held;
  }

  private static long sum(long one, long other) {
    return one == NOT_WHOLE || other == NOT_WHOLE ? NOT_WHOLE : one + other;
  }

  /** Of a device limit and request are the same, and one may be left out. */
  private static Map<String, Long> limits(JsonValue container) {
    Map<String, String> stated =
        new LinkedHashMap<>(KubernetesNode.texts(container, "resources", "requests"));
    stated.putAll(KubernetesNode.texts(container, "resources", "limits"));
    Map<String, Long> limits = new LinkedHashMap<>();
    stated.forEach(
        (name, count) -> {
          boolean isDevice = name.startsWith("nvidia.com/") || DEVICES.contains(name);
          if (isDevice && !count.equals("0")) {
            limits.put(name, count.matches("\\d{1,6}") ? Long.parseLong(count) : NOT_WHOLE);
          }
        });
    return limits;
  }

  boolean isEnded() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** What it is known by: its id, or its place where the file has none. */
  String externalId() {
    return "kubernetes:" + (id.isEmpty() ? String.join("/", place) : id);
  }

  /** The resources that it held, in words. */
  String resources() {
    List<String> all = new ArrayList<>();
    devices.forEach((name, count) -> all.add(name));
    return String.join(", ", all);
  }
}
