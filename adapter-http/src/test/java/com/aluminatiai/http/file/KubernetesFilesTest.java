package com.aluminatiai.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.file.Omissions.Reason;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl prints. */
final class KubernetesFilesTest {
  private static final String NODE =
      """
      {"kind": "Node", "metadata": {"name": "n1", "labels": {%s}},
       "spec": {"providerID": "aws:///us-east-1a/i-0123"}}
      """;
  private static final String A100 =
      "\"nvidia.com/gpu.product\": \"NVIDIA-A100-SXM4-80GB\","
          + " \"topology.kubernetes.io/region\": \"us-east-1\"";

  private final Estimator library = Estimator.standard();
  private final ImportFiles files = new ImportFiles(library.accelerators(), library.regions());
  private final Omissions omissions = new Omissions();

  private static String pod(String resources, String phase) {
    return """
    {"kind": "Pod",
     "metadata": {"name": "train-x7", "namespace": "ml", "uid": "u-1"},
     "spec": {"nodeName": "n1", "containers": [
       {"name": "a", "resources": {"limits": {%s, "cpu": "4"}, "requests": {%s}}},
       {"name": "sidecar", "resources": {}}]},
     "status": {"phase": "%s", "startTime": "2026-01-02T02:59:00Z", "containerStatuses": [
       {"name": "a", "restartCount": 0, "state": {"terminated":
         {"startedAt": "2026-01-02T03:00:00Z", "finishedAt": "2026-01-02T04:30:00Z"}}},
       {"name": "sidecar", "restartCount": 0, "state": {"terminated":
         {"startedAt": "2026-01-02T03:00:05Z", "finishedAt": "2026-01-02T05:00:00Z"}}}]}}
    """
        .formatted(resources, resources, phase);
  }

  private static String list(String... items) {
    return "{\n\"apiVersion\": \"v1\", \"items\": ["
        + String.join(",\n", items)
        + "],\n\"kind\": \"List\", \"metadata\": {\"resourceVersion\": \"\"}}\n";
  }

  private List<ImportRow> rows(String file) throws IOException {
    ImportFiles.Opened opened =
        files.open(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            new ForeignFormat(
                1, Optional.empty(), Optional.empty(), Optional.empty(), ZoneOffset.UTC),
            omissions);
    assertThat(opened.format()).isEqualTo(FileFormat.KUBERNETES);
    List<ImportRow> rows = new ArrayList<>();
    Source source = opened.rows();
    Optional<ImportRow> row = source.next();
    while (row.isPresent()) {
      rows.add(row.get());
      row = source.next();
    }
    return rows;
  }

  private ImportRow.Read only(String file) throws IOException {
    List<ImportRow> rows = rows(file);
    assertThat(rows).hasSize(1).first().isInstanceOf(ImportRow.Read.class);
    return (ImportRow.Read) rows.get(0);
  }

  @Test
  void finishedPod_withItsNode_isAWorkload() throws IOException {
    ImportRow.Read job =
        only(list(pod("\"nvidia.com/gpu\": \"4\"", "Succeeded"), NODE.formatted(A100)));

    assertThat(job.spec().gpuType()).isEqualTo("NVIDIA-A100-SXM4-80GB");
    assertThat(job.spec().numGpus()).isEqualTo(4);
    // 03:00 to 05:00, when the last container ended
    assertThat(job.spec().durationHours()).isEqualTo(2);
    assertThat(job.spec().site().region()).contains("aws:us-east-1");
    assertThat(job.spec().labels().externalId()).contains("kubernetes:u-1");
    assertThat(job.spec().labels().project()).contains("ml");
    assertThat(job.spec().labels().notes()).contains("train-x7");
    assertThat(job.spec().labels().startedAt()).contains(Instant.parse("2026-01-02T03:00:00Z"));
    assertThat(job.status()).isEqualTo(Status.COMPLETED);
    assertThat(job.line()).isEqualTo(2);
  }

  @Test
  void twoDocuments_nodesBehindOrBeforePods_areOneFile() throws IOException {
    String pods = list(pod("\"nvidia.com/gpu\": \"1\"", "Failed"));
    String nodes = list(NODE.formatted(A100));

    assertThat(only(pods + nodes).status()).isEqualTo(Status.FAILED);
    assertThat(only(nodes + pods).spec().gpuType()).isEqualTo("NVIDIA-A100-SXM4-80GB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "nvidia.com/gpu": "1" | "nvidia.com/gpu.product": "NVIDIA-A10-SHARED", "nvidia.com/gpu.replicas": "4" | NVIDIA-A10 | 0.25
          "nvidia.com/mig-1g.10gb": "1" | "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB" | NVIDIA-A100-SXM4-80GB MIG 1g.10gb |
          "nvidia.com/gpu": "1" | "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb" | NVIDIA-A100-SXM4-80GB-MIG-1g.10gb |
          "nvidia.com/gpu": "1" | "cloud.google.com/gke-accelerator": "nvidia-tesla-t4" | nvidia-tesla-t4 |
          "nvidia.com/a100": "1" | "x": "y" | a100 |
          "amd.com/gpu": "1" | "amd.com/gpu.product-name": "AMD_Instinct_MI250X" | AMD MI250X GCD |
          "nvidia.com/gpu": "1" | "node.kubernetes.io/instance-type": "p4d.24xlarge" | p4d.24xlarge |
          """)
  void labels_tellWhatItWas(String resource, String labels, String type, Double fraction)
      throws IOException {
    ImportRow.Read job = only(list(NODE.formatted(labels), pod(resource, "Succeeded")));

    assertThat(job.spec().gpuType()).isEqualTo(type);
    assertThat(library.accelerators().find(type).found()).isPresent();
    assertThat(job.spec().hardware().gpuFraction())
        .isEqualTo(
            fraction == null
                ? java.util.OptionalDouble.empty()
                : java.util.OptionalDouble.of(fraction));
  }

  @Test
  void otherPods_areCountedAndLeftOut() throws IOException {
    assertThat(
            rows(
                list(
                    pod("\"memory\": \"1Gi\"", "Succeeded"),
                    pod("\"nvidia.com/gpu\": \"1\"", "Running"),
                    pod("\"nvidia.com/gpu\": \"0\"", "Succeeded"))))
        .isEmpty();
    assertThat(omissions.counts()).containsOnlyKeys(Reason.NO_GPU, Reason.NOT_ENDED);
    assertThat(omissions.counts().get(Reason.NO_GPU)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "nvidia.com/gpu": "1"                       | is not among the nodes
          "nvidia.com/gpu": "1", "amd.com/gpu": "1"   | are of several kinds (nvidia.com/gpu, amd.com/gpu)
          "nvidia.com/gpu": "1k"                      | are no whole number of devices
          """)
  void whatCannotBeTold_isSaidOfItsLine(String resources, String message) throws IOException {
    List<ImportRow> rows = rows(list("{\"kind\": \"Node\"}", pod(resources, "Succeeded")));

    assertThat(rows).hasSize(1);
    ImportRow.Faulty faulty = (ImportRow.Faulty) rows.get(0);
    assertThat(faulty.line()).isEqualTo(3);
    assertThat(faulty.faults().get(0).message()).startsWith(message);
  }

  @Test
  void otherThingsAndACutOffFile_areSaid() throws IOException {
    String whole = list("{\"kind\": \"Job\"}", pod("\"nvidia.com/a100\": \"1\"", "Succeeded"));

    assertThat(rows(whole)).hasSize(2);
    List<ImportRow> cut = rows(whole.substring(0, whole.indexOf("\"containerStatuses\"")));
    assertThat(cut).hasSize(2);
    assertThat(((ImportRow.Faulty) cut.get(1)).faults().get(0).message())
        .contains("was not read any further");
  }

  @Test
  void containerThatWasStartedAgain_countsFromThePodsStart() throws IOException {
    String pod =
        pod("\"nvidia.com/a100\": \"1\"", "Succeeded")
            .replaceFirst("\"restartCount\": 0", "\"restartCount\": 2");

    // From 02:59 to 05:00 are 121 minutes.
    assertThat(only(list(pod)).spec().durationHours()).isEqualTo(121 * 60 / 3600.0);
  }
}
