package com.aluminatiai.http.file;

import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finished pods with accelerators in what {@code kubectl get pods -o json} prints. What their
 * nodes have is in {@code kubectl get nodes -o json}, before or behind the pods in the same file.
 * For one thread.
 */
final class KubernetesSource implements TransferWorkloads.Source {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String MIG = "nvidia.com/mig-";
  private static final String NVIDIA = "nvidia.com/";
  private static final KubernetesNode NO_NODE = new KubernetesNode(Map.of(), "");

  private final ImportFiles files;
  private final RegionCatalogue regions;
  private final ForeignFormat unsaid;
  private final Omissions omissions;
  private final Map<String, KubernetesNode> nodes = new HashMap<>();
  private final Deque<KubernetesPod> pods = new ArrayDeque<>();
  private final Deque<ImportRow> faults = new ArrayDeque<>();

  /**
   * Reads the file to its end: a node may stand behind the pods that ran on it.
   *
   * @throws IOException if it cannot be read
   */
  KubernetesSource(
      InputStream file,
      ImportFiles files,
      RegionCatalogue regions,
      ForeignFormat unsaid,
      Omissions omissions)
      throws IOException {
    this.files = files;
    this.regions = regions;
    this.unsaid = unsaid;
    this.omissions = omissions;
    JsonDocuments documents = new JsonDocuments(file, "items");
    Optional<JsonDocuments.Item> item = documents.next();
    while (item.isPresent()) {
      take(item.get());
      item = documents.next();
    }
  }

  private void take(JsonDocuments.Item item) {
    JsonValue object = item.fields();
    String kind = Json.text(object, "kind");
    if (!item.problem().isEmpty()) {
      faults.add(ImportFiles.faulty(item.line(), item.problem()));
    } else if (kind.equals("Node")) {
      nodes.put(Json.text(object, "metadata", "name"), KubernetesNode.of(object));
    } else if (kind.equals("Pod")) {
      pods.add(KubernetesPod.of(item.line(), object));
    } else if (!item.isAround()) {
      faults.add(
          faulty(item.line(), "kind", "must be Pod or Node: kubectl get pods,nodes -o json"));
    }
  }

  @Override
  public Optional<ImportRow> next() {
    while (!pods.isEmpty()) {
      Optional<ImportRow> row = row(pods.remove());
      if (row.isPresent()) {
        return row;
      }
    }
    return Optional.ofNullable(faults.poll());
  }

  private Optional<ImportRow> row(KubernetesPod pod) {
    if (pod.devices().isEmpty() && !pod.hasClaims()) {
      omissions.add(Reason.NO_GPU);
      return Optional.empty();
    }
    if (!pod.isEnded()) {
      omissions.add(Reason.NOT_ENDED);
      return Optional.empty();
    }
    if (pod.start().isEmpty()) {
      omissions.add(Reason.DID_NOT_RUN);
      return Optional.empty();
    }
    return Optional.of(ended(pod));
  }

  private ImportRow ended(KubernetesPod pod) {
    if (pod.end().isEmpty() || !pod.end().get().isAfter(pod.start().orElseThrow())) {
      return faulty(
          pod.line(), "containerStatuses", "say no time at which the pod ended after its start");
    }
    if (pod.devices().size() != 1) {
      return faulty(
          pod.line(),
          "resources",
          pod.devices().isEmpty()
              ? "are asked for by claims, which do not say what was had: submit it"
              : "are of several kinds (" + pod.resources() + "): submit them one by one");
    }
    Map.Entry<String, Long> held = pod.devices().entrySet().iterator().next();
    if (held.getValue() == KubernetesPod.NOT_WHOLE || held.getKey().endsWith("/neuroncore")) {
      return faulty(pod.line(), "resources", "are no whole number of devices: " + held.getKey());
    }
    KubernetesNode node =
        nodes.getOrDefault(pod.node(), new KubernetesNode(pod.selector(), NO_NODE.provider()));
    String type = type(held.getKey(), node);
    if (type.isEmpty()) {
      return faulty(
          pod.line(),
          "nodeName",
          "is not among the nodes of the file, or has no label that names its GPU: add kubectl get"
              + " nodes -o json, or say it with --gpu-type (over HTTP ?gpu_type=)");
    }
    return files.resolvedRow(pod.line(), cells(pod, held, node, type));
  }

  private Map<String, String> cells(
      KubernetesPod pod, Map.Entry<String, Long> held, KubernetesNode node, String type) {
    Duration course = Duration.between(pod.start().orElseThrow(), pod.end().orElseThrow());
    double seconds = course.getSeconds() + course.getNano() / NANOS_PER_SECOND;
    Map<String, String> cells = new HashMap<>();
    cells.put("external_id", pod.externalId());
    cells.put("gpu_type", type);
    cells.put("num_gpus", Long.toString(held.getValue()));
    boolean isShared = node.sharers() > 1 && !held.getKey().startsWith(MIG);
    cells.put("gpu_fraction", isShared ? Double.toString(1.0 / node.sharers()) : "");
    cells.put("duration_hours", Double.toString(seconds / SECONDS_PER_HOUR));
    cells.put("model_size_gb", unsaid.modelSize());
    cells.put("site", unsaid.site().orElse(""));
    cells.put("status", pod.phase().equals("Succeeded") ? "completed" : "failed");
    String namespace = pod.place().get(0);
    cells.put("project", namespace.isEmpty() ? unsaid.project().orElse("") : namespace);
    cells.put("notes", pod.place().get(1));
    cells.put("started_at", pod.start().orElseThrow().toString());
    boolean isPlaceKnown = regions.find(node.region()).found().isPresent();
    cells.put("region", isPlaceKnown ? node.region() : "");
    if (!isPlaceKnown && !node.region().isEmpty()) {
      omissions.remarkOnce(
          pod.line(),
          "ran in a place that is not known, \""
              + Shown.text(node.region())
              + "\": no region is taken");
    }
    return cells;
  }

  /** Resources may be named after the device by whoever set the cluster up. */
  private String type(String resource, KubernetesNode node) {
    String name = resource.substring(resource.indexOf('/') + 1);
    boolean isNamed =
        resource.startsWith(NVIDIA)
            && !resource.startsWith(MIG)
            && !name.equals("gpu")
            && !name.equals("gpu.shared");
    if (isNamed) {
      return files.counted(name);
    }
    String card = node.product().isEmpty() ? unsaid.gpuType().orElse("") : node.product();
    String slice = resource.startsWith(MIG) ? resource.substring(MIG.length()) : node.slice();
    if (card.isEmpty() || slice.isEmpty()) {
      return card.isEmpty() ? "" : files.counted(card);
    }
    return files.counted(card) + " MIG " + slice;
  }

  private static ImportRow faulty(long line, String field, String message) {
    return new ImportRow.Faulty(line, List.of(new ImportFault(line, Optional.of(field), message)));
  }
}
