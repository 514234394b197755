package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.usecase.SubmitWorkload.Keyed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitWorkloadTest {
  private final Scene scene = Scene.withoutAgent();

  @Test
  void golden_case_is_estimated_and_stored() throws Exception {
    Workload workload = scene.created(Scene.golden());

    // 700 W × 8 × 72 h × 0.85 × 1.3 / 1000 = 445.536 kWh; × 0.4 kg = 178.2144 kg; × 0.15 USD =
    // 66.8304 USD
    assertThat(workload.estimate().kwh()).isCloseTo(445.536, within(1e-9));
    assertThat(workload.estimate().carbonKg()).isCloseTo(178.2144, within(1e-9));
    assertThat(workload.estimate().costUsd()).isCloseTo(66.8304, within(1e-9));
    assertThat(workload.estimate().method()).isEqualTo(Method.FALLBACK);
    assertThat(workload.status()).isEqualTo(Status.SUBMITTED);
    assertThat(scene.workloads.find(Owner.NOBODY, workload.id())).contains(workload);
    assertThat(scene.workloads.history(Owner.NOBODY, workload.id()))
        .containsExactly(HistoryEntry.of(HistoryEntry.Event.SUBMITTED, workload));
  }

  @Test
  void unknown_gpu_is_estimated_at_500_w_with_a_warning_that_names_neighbours() throws Exception {
    Workload workload =
        scene.created(Scene.spec("H1O0 SMX", OptionalDouble.of(85), false, Labels.NONE));

    // 500 W × 8 × 72 h × 0.85 × 1.3 / 1000 = 318.24 kWh
    assertThat(workload.estimate().kwh()).isCloseTo(318.24, within(1e-9));
    assertThat(workload.warnings())
        .anyMatch(w -> w.contains("500 W assumed") && w.contains("H100"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p4d.24xlarge | num_gpus 1 is no multiple of the 8 accelerators of p4d.24xlarge; 8 were probably meant.
          8xH100 | num_gpus 1 is no multiple of the 8 accelerators of "8xH100"; 8 were probably meant.
          8 x NVIDIA H100 | num_gpus 1 is no multiple of the 8 accelerators of "8 x NVIDIA H100"; 8 were probably meant.
          2 x NVIDIA GeForce RTX 3090 | num_gpus 1 is no multiple of the 2 accelerators of "2 x NVIDIA GeForce RTX 3090"; 2 were probably meant.
          TPU v3-8 | num_gpus 1 is no multiple of the 4 accelerators of "TPU v3-8"; 4 were probably meant.
          A100-SXM4-80GB-SHARED | gpu_type "A100-SXM4-80GB-SHARED" is a device that several jobs share: the whole NVIDIA A100 SXM 80 GB is assumed; state gpu_fraction, the job's share of it.
          H100 72GB | gpu_type "H100 72GB" is not in the catalogue: NVIDIA H100 SXM, the nearest of its family, is assumed, with a wider range.
          MI250X | gpu_type "MI250X" is a board of 2 devices that tools count singly: the whole board is assumed, "AMD MI250X GCD" is one of them.
          Intel Xeon Gold 6148 | gpu_type "Intel Xeon Gold 6148" names no accelerator: 500 W assumed; GET /api/gpus lists the names.
          gfx942 | gpu_type "gfx942" is a name that several accelerators share: 500 W assumed; the nearest names are AMD Instinct MI300X, AMD Instinct MI300A, AMD Instinct MI308X, AMD Instinct MI325X.
          """)
  void name_that_is_no_devices_own_is_answered_with_what_was_assumed(String gpuType, String warning)
      throws Exception {
    WorkloadSpec spec =
        new WorkloadSpec(
            1,
            1,
            gpuType,
            72,
            OptionalDouble.of(85),
            false,
            Optional.empty(),
            Optional.empty(),
            StatedSite.NONE,
            Labels.NONE);

    assertThat(scene.created(spec).warnings()).contains(warning);
  }

  @Test
  void model_that_cannot_fit_is_said_with_what_is_needed() throws Exception {
    Workload workload = scene.created(Scene.golden().withLoad(72, OptionalDouble.of(85)));
    Workload tight =
        scene.created(
            new WorkloadSpec(
                700,
                8,
                "H100",
                72,
                OptionalDouble.of(85),
                false,
                Optional.empty(),
                Optional.empty(),
                StatedSite.NONE,
                Labels.NONE));

    assertThat(workload.warnings()).noneMatch(w -> w.contains("does not fit"));
    // 8 × 80 GB = 640 GB < 700 GB; 700 / 80 = 8.75, so 9 are needed.
    assertThat(tight.warnings()).anyMatch(w -> w.contains("640 GB") && w.contains("at least 9"));
  }

  private static Answer answer(Workload workload) {
    return new Answer(201, workload.id(), "{\"id\":\"…\"}");
  }

  private static Optional<Keyed> keyed(IdempotencyKey key) {
    return Optional.of(new Keyed(key, SubmitWorkloadTest::answer));
  }

  @Test
  void same_key_and_body_get_the_first_answer() throws Exception {
    IdempotencyKey key = Scene.key("k", "body");
    Submission.Created first =
        (Submission.Created) scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));
    Answer answer = SubmitWorkloadTest.answer(first.workload());

    Submission again = scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));

    assertThat(first.answer()).contains(answer);
    assertThat(again).isEqualTo(new Submission.Replayed(answer));
  }

  @Test
  void same_key_with_another_body_is_a_conflict() throws Exception {
    scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(Scene.key("k", "body")));

    Submission again =
        scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(Scene.key("k", "other")));

    assertThat(again).isInstanceOf(Submission.KeyConflict.class);
  }

  @Test
  void deleted_workload_s_first_answer_is_given_again() throws Exception {
    IdempotencyKey key = Scene.key("k", "body");
    Submission.Created first =
        (Submission.Created) scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));
    scene.store.of(Owner.NOBODY).delete(first.workload().id(), first.workload().revision());

    Submission again = scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));

    assertThat(again).isEqualTo(new Submission.Replayed(first.answer().orElseThrow()));
  }

  @Test
  void deleted_workload_without_an_answer_is_no_conflict_of_bodies() throws Exception {
    IdempotencyKey key = Scene.key("k", "body");
    Workload workload = SampleWorkloads.plain(Scene.START);
    OwnedWorkloads stored = scene.store.of(Owner.NOBODY);
    stored.insert(workload, Optional.of(new KeyUse(key, Optional.empty())), Scene.START);
    stored.delete(workload.id(), workload.revision());

    Submission again = scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));

    assertThat(again).isEqualTo(new Submission.Deleted());
  }

  @Test
  void key_is_free_again_after_its_24_hours() throws Exception {
    scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(Scene.key("k", "body")));
    scene.clock.advance(Duration.ofHours(25));

    Submission again =
        scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(Scene.key("k", "other")));

    assertThat(again).isInstanceOf(Submission.Created.class);
  }

  @Test
  void concurrent_requests_with_one_key_store_one_workload() throws Exception {
    IdempotencyKey key = Scene.key("k", "body");
    Callable<Submission> request =
        () -> {
          return scene.submit.submit(Caller.LOCAL, Scene.golden(), keyed(key));
        };

    ExecutorService threads = Executors.newFixedThreadPool(8);
    int created = 0;
    int replayed = 0;
    for (Future<Submission> outcome :
        threads.invokeAll(
            List.of(request, request, request, request, request, request, request, request))) {
      created += outcome.get() instanceof Submission.Created ? 1 : 0;
      replayed += outcome.get() instanceof Submission.Replayed ? 1 : 0;
    }
    threads.shutdown();

    assertThat(created).isEqualTo(1);
    assertThat(replayed).isEqualTo(7);
  }

  @Test
  void same_external_id_gets_the_workload_that_is_there() throws Exception {
    Workload first = scene.created(Scene.named("job-1"));

    Submission same = scene.submit.submit(Caller.LOCAL, Scene.named("job-1"), Optional.empty());
    Submission other =
        scene.submit.submit(
            Caller.LOCAL,
            Scene.named("job-1").withLoad(7, OptionalDouble.empty()),
            Optional.empty());

    assertThat(same).isEqualTo(new Submission.AlreadyThere(first, false));
    assertThat(other).isEqualTo(new Submission.AlreadyThere(first, true));
  }
}
