package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sites of one's own over HTTP. */
final class SitesRoutesTest {
  private static final String LYON =
      "{\"region\":\"FR\",\"pue\":1.1,\"grid_kg_per_kwh\":0.02,\"market_kg_per_kwh\":0.01,"
          + "\"usd_per_kwh\":0.1,\"usd_per_gpu_hour\":2,\"gpus_per_node\":4,"
          + "\"host_watts_per_gpu\":100,\"hosting\":\"own\"}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  /** 2 H100 for 10 h at 100 %, 14 kWh before PUE: 700 W × 2 × 10 h / 1000. */
  private static String submission(String more) {
    return "{\"model_size_gb\":1,\"num_gpus\":2,\"gpu_type\":\"H100\",\"duration_hours\":10,"
        + "\"utilization_pct\":100,\"site\":\"Lyon 2\""
        + more
        + "}";
  }

  private Answer submit(String more) {
    Answer answer = api.post("/api/workloads", submission(more));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer;
  }

  private static double number(Answer answer, String pointer) {
    return answer.json().at(pointer).asDouble();
  }

  @Test
  void site_standsForWhatIsLeftOut_andIsKept() {
    Answer put = api.put("/api/sites/Lyon%202", LYON);
    Answer stored = submit("");
    Answer estimate = api.post("/api/estimates", submission(""));

    assertThat(put.status()).as(put.raw().body()).isEqualTo(200);
    assertThat(api.get("/api/sites").text("/sites/0/name")).isEqualTo("Lyon 2");
    // 14 kWh × 1.1 = 15.4; × 0.02 = 0.308; × 0.1 = 1.54
    assertThat(number(stored, "/estimates/kwh")).isEqualTo(15.4);
    assertThat(number(stored, "/estimates/carbon_kg")).isEqualTo(0.308);
    assertThat(number(stored, "/estimates/cost_usd")).isEqualTo(1.54);
    assertThat(stored.text("/workload/site")).isEqualTo("Lyon 2");
    assertThat(stored.text("/workload/region")).isEqualTo("FR");
    assertThat(number(stored, "/workload/market_kg_per_kwh")).isEqualTo(0.01);
    assertThat(number(stored, "/workload/usd_per_gpu_hour")).isEqualTo(2);
    assertThat(number(stored, "/workload/gpus_per_node")).isEqualTo(4);
    assertThat(number(stored, "/workload/host_watts_per_gpu")).isEqualTo(100);
    assertThat(stored.text("/workload/hosting")).isEqualTo("own");
    assertThat(number(estimate, "/estimates/carbon_kg")).isEqualTo(0.308);
  }

  @Test
  void field_beatsTheSite() {
    api.put("/api/sites/Lyon%202", LYON);

    Answer stored =
        submit(",\"pue\":1.5,\"grid_kg_per_kwh\":0.5,\"hosting\":\"rented\",\"gpus_per_node\":8");

    // 14 kWh × 1.5 = 21; × 0.5 = 10.5; the price is the site's: 21 × 0.1 = 2.1
    assertThat(number(stored, "/estimates/kwh")).isEqualTo(21);
    assertThat(number(stored, "/estimates/carbon_kg")).isEqualTo(10.5);
    assertThat(number(stored, "/estimates/cost_usd")).isEqualTo(2.1);
    assertThat(stored.text("/workload/hosting")).isEqualTo("rented");
    assertThat(number(stored, "/workload/gpus_per_node")).isEqualTo(8);
  }

  @Test
  void otherRegion_dropsTheSitesGridMarketAndPrice_theSameDoesNot() {
    api.put("/api/sites/Lyon%202", LYON);

    Answer elsewhere = submit(",\"region\":\"PL\"");
    Answer same = submit(",\"region\":\"France\"");

    assertThat(elsewhere.text("/workload/region")).isEqualTo("PL");
    assertThat(number(elsewhere, "/workload/pue")).isEqualTo(1.1);
    assertThat(elsewhere.json().at("/workload/grid_kg_per_kwh").isMissingNode()).isTrue();
    assertThat(elsewhere.json().at("/workload/market_kg_per_kwh").isMissingNode()).isTrue();
    assertThat(elsewhere.json().at("/workload/usd_per_kwh").isMissingNode()).isTrue();
    // Poland's grid has some 0.7 kg per kWh: far above 15.4 × 0.02
    assertThat(number(elsewhere, "/estimates/carbon_kg")).isGreaterThan(5);
    assertThat(number(same, "/estimates/carbon_kg")).isEqualTo(0.308);
  }

  @Test
  void storedWorkload_afterTheSiteHasChangedOrGone_keepsItsValues() {
    api.put("/api/sites/Lyon%202", LYON);
    String path = submit("").header("Location");
    api.put("/api/sites/Lyon%202", "{\"pue\":2}");
    Answer changed = api.patch(path, "{\"duration_hours\":20}");
    Answer deleted = api.delete("/api/sites/Lyon%202");

    // 28 kWh × 1.1 = 30.8
    assertThat(number(changed, "/estimates/kwh")).isEqualTo(30.8);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(api.get(path).text("/workload/site")).isEqualTo("Lyon 2");
    assertThat(api.delete("/api/sites/Lyon%202").error()).isEqualTo("not_found");
  }

  @Test
  void unknownSite_isRefusedEverywhereWithWhatIsNear() {
    api.put("/api/sites/Lyon%203", "{}");

    assertThat(api.post("/api/workloads", submission("")).text("/details/0/message"))
        .isEqualTo("is not known; did you mean Lyon 3?");
    assertThat(api.post("/api/estimates", submission("")).text("/details/0/field"))
        .isEqualTo("site");
    assertThat(
            api.post("/api/estimates/compare", "{\"workload\":" + submission("") + "}")
                .text("/details/0/field"))
        .isEqualTo("workload.site");
  }

  @Test
  void imports_readSites_inAColumnOrForAFile() {
    api.put("/api/sites/Lyon%202", LYON);

    Answer csv =
        imported(
            "",
            "model_size_gb,num_gpus,gpu_type,duration_hours,utilization_pct,site\n"
                + "1,2,H100,10,100,Lyon 2\n1,2,H100,10,100,Paris\n");
    Answer slurm =
        imported(
            "?site=Lyon%202",
            "JobID|State|ElapsedRaw|AllocTRES|TRESUsageInAve\n"
                + "1|COMPLETED|36000|gres/gpu:h100=2|gres/gpuutil=100\n");

    assertThat(csv.json().at("/errors/0/line").asInt()).isEqualTo(3);
    assertThat(csv.text("/errors/0/field")).isEqualTo("site");
    assertThat(slurm.json().at("/imported").asInt()).as(slurm.raw().body()).isEqualTo(1);
    Answer list = api.get("/api/workloads");
    assertThat(number(list, "/workloads/0/estimates/carbon_kg")).isEqualTo(0.308);
    assertThat(number(list, "/workloads/1/estimates/carbon_kg")).isEqualTo(0.308);
  }

  private Answer imported(String query, String file) {
    return api.send(
        api.request("/api/workloads/import" + query)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a     | {"pue":0.9}              | pue      | must be a number from 1 to 5
          a     | {"region":"Atlantis"}    | region   | is not known
          a     | {"hosting":"x"}          | hosting  | must be own or rented
          a     | {"gpus_per_node":0}      | gpus_per_node | must be a whole number from 1 to
          a     | {"puee":1}               | puee     | is no field here; did you mean pue?
          %20   | {}                       | name     | must not be blank
          """)
  void put_wrong_saysWhat(String name, String body, String field, String message) {
    Answer refused = api.put("/api/sites/" + name, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/details/0/field")).isEqualTo(field);
    assertThat(refused.text("/details/0/message")).startsWith(message);
    assertThat(api.get("/api/sites").json().at("/sites")).isEmpty();
  }
}
