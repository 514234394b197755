import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.EstimatesApi;
import org.openapitools.client.api.WorkloadsApi;
import org.openapitools.client.model.CompareRequest;
import org.openapitools.client.model.EstimateRequest;
import org.openapitools.client.model.Range;
import org.openapitools.client.model.Submission;
import org.openapitools.client.model.Submitted;
import org.openapitools.client.model.Workload;

public final class Submit {
  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0]);
    WorkloadsApi workloads = new WorkloadsApi(client);
    EstimatesApi estimates = new EstimatesApi(client);

    Submitted submitted = workloads.submitWorkload(submission(8), null, null);
    Range kwh = submitted.getEstimates().getCalibrated().getKwh();
    say("submitted", submitted.getEstimates().getKwh(), kwh.getLow(), kwh.getHigh());

    Workload found = workloads.getWorkload(submitted.getId(), true, true, null, null);
    say("fetched", found.getStatus(), found.getEstimates().getKwh());
    boolean isExplained = !found.getExplanation().isEmpty();
    say("history", found.getHistory().size(), "explained", isExplained);

    EstimateRequest asked =
        new EstimateRequest()
            .modelSizeGb(BigDecimal.valueOf(70))
            .numGpus(BigDecimal.valueOf(8))
            .gpuType("H100")
            .durationHours(BigDecimal.valueOf(72));
    say("estimated", estimates.estimate(asked, false, null).getEstimates().getKwh());

    CompareRequest comparison = new CompareRequest().workload(asked);
    say(
        "compared",
        estimates.compare(comparison, null).getAlternatives().get(0).getDistinguishable());

    try {
      workloads.submitWorkload(submission(0), null, null);
    } catch (ApiException refused) {
      String body = refused.getResponseBody();
      say("refused", new ObjectMapper().readTree(body).at("/details/0/field").textValue());
    }

    String csv = "model_size_gb,num_gpus,gpu_type,duration_hours\n70,8,H100,72\n";
    say("imported", workloads.importWorkloads(csv, null, null, null, null, null, null, null, null, null, null, null).getImported());
  }

  private static Submission submission(long gpus) {
    return new Submission()
        .modelSizeGb(BigDecimal.valueOf(70))
        .numGpus(BigDecimal.valueOf(gpus))
        .gpuType("H100")
        .durationHours(BigDecimal.valueOf(72));
  }

  private static void say(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    System.out.println(line);
  }
}
