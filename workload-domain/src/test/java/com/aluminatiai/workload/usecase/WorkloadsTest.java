package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.usecase.Workloads.Deletion;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static final WorkloadChange COMPLETED =
      new WorkloadChange(
          Optional.of(Status.COMPLETED),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          new Change.Keep<>(),
          new Change.Keep<>(),
          new Change.Keep<>());

  private final Scene scene = Scene.withoutAgent();

  /** Somebody changes the workload after it was looked at and before it is deleted. */
  private LongPredicate changedInBetween(Workload workload, LongPredicate isMeant) {
    return revision -> {
      try {
        scene.change.change(Owner.NOBODY, workload.id(), COMPLETED, any -> true);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return isMeant.test(revision);
    };
  }

  private Deletion delete(Workload workload, LongPredicate isMeant) throws Exception {
    return scene.workloads.delete(Owner.NOBODY, workload.id(), isMeant);
  }

  @Test
  void delete_the_revision_that_is_meant() throws Exception {
    Workload workload = scene.created(Scene.golden());

    assertThat(delete(workload, revision -> revision == 2)).isEqualTo(Deletion.PRECONDITION_FAILED);
    assertThat(delete(workload, revision -> revision == 1)).isEqualTo(Deletion.DELETED);
    assertThat(delete(workload, revision -> true)).isEqualTo(Deletion.NOT_FOUND);
    assertThat(scene.workloads.delete(Owner.NOBODY, new UUID(7, 7), revision -> true))
        .isEqualTo(Deletion.NOT_FOUND);
  }

  @Test
  void delete_of_a_revision_that_is_changed_meanwhile_deletes_nothing() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Deletion deletion = delete(workload, changedInBetween(workload, revision -> revision == 1));

    assertThat(deletion).isEqualTo(Deletion.PRECONDITION_FAILED);
    assertThat(scene.workloads.find(Owner.NOBODY, workload.id()).orElseThrow().status())
        .isEqualTo(Status.COMPLETED);
  }

  @Test
  void delete_without_a_precondition_deletes_whatever_is_there() throws Exception {
    Workload workload = scene.created(Scene.golden());

    assertThat(delete(workload, changedInBetween(workload, revision -> true)))
        .isEqualTo(Deletion.DELETED);
    assertThat(scene.workloads.find(Owner.NOBODY, workload.id())).isEmpty();
  }
}
