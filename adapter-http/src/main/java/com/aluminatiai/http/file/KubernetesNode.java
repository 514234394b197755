package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node of Kubernetes says of its accelerators and of where it is, mostly by its labels; a
 * pod's own selector of nodes says the same where the node is not in the file.
 *
 * @param labels the labels
 * @param provider whose cloud it is in; empty if that is not said
 */
record KubernetesNode(Map<String, String> labels, String provider) {
  private static final String SHARED = "-SHARED";

  /**
   * Labels that name the accelerator, the most exact first; a machine's type names what is in it.
   */
  private static final List<String> NAMES =
      List.of(
          "nvidia.com/gpu.product",
          "amd.com/gpu.product-name",
          "beta.amd.com/gpu.product-name",
          "gpu.intel.com/product",
          "habana.ai/hpu.product",
          "cloud.google.com/gke-accelerator",
          "cloud.google.com/gke-tpu-accelerator",
          "karpenter.k8s.aws/instance-gpu-name",
          "node.kubernetes.io/instance-type",
          "beta.kubernetes.io/instance-type");

  private static final List<String> SHARERS =
      List.of("nvidia.com/gpu.replicas", "cloud.google.com/gke-max-shared-clients-per-gpu");

  private static final Map<String, String> PROVIDERS =
      Map.of("aws", "aws", "gce", "gcp", "azure", "azure");

  static KubernetesNode of(JsonValue node) {
    String id = Json.text(node, "spec", "providerID");
    int end = Math.max(id.indexOf(':'), 0);
    return new KubernetesNode(
        texts(node, "metadata", "labels"), PROVIDERS.getOrDefault(id.substring(0, end), ""));
  }

  static Map<String, String> texts(JsonValue tree, String... names) {
    JsonValue.Fields object = Json.object(tree, names);
    Map<String, String> texts = new LinkedHashMap<>();
    object.fields().keySet().forEach(name -> texts.put(name, Json.text(object, name)));
    return texts;
  }

  /** Returns the accelerator's name; empty if no label says it. */
  String product() {
    String name =
        NAMES.stream()
            .map(label -> labels.getOrDefault(label, ""))
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse("");
    boolean isShareKnown = sharers() > 1 && name.endsWith(SHARED);
    return isShareKnown ? name.substring(0, name.length() - SHARED.length()) : name;
  }

  /** Returns how many may share one accelerator; 1 if nobody may, or it is not said. */
  long sharers() {
    return SHARERS.stream()
        .map(label -> labels.getOrDefault(label, ""))
        .filter(count -> count.matches("[1-9]\\d{0,5}"))
        .mapToLong(Long::parseLong)
        .max()
        .orElse(1);
  }

  /**
   * Returns the slice that every accelerator is cut into, {@code 1g.5gb}; empty if none is said.
   */
  String slice() {
    return labels.getOrDefault("cloud.google.com/gke-gpu-partition-size", "");
  }

  /** Returns the region with its provider, {@code aws:us-east-1}; empty if it is not said. */
  String region() {
    String region = labels.getOrDefault("topology.kubernetes.io/region", "");
    return region.isBlank() || provider.isEmpty() ? "" : provider + ":" + region;
  }
}
