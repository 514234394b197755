package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A workload as it stands.
 *
 * @param id its id; ids sort by the time they were made
 * @param createdAt when it was stored, in microseconds
 * @param updatedAt when it was last changed, in microseconds
 * @param revision how often it was stored: 1 when new, one more with each change
 * @param status where it stands
 * @param spec what the user said of it
 * @param estimate its estimate
 * @param agent the agent's part
 * @param estimateWarnings what the user should know about the estimate
 * @param pulse the signs of life of a job that runs or has run
 */
public record Workload(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    long revision,
    Status status,
    WorkloadSpec spec,
    Estimate estimate,
    AgentPart agent,
    List<String> estimateWarnings,
    Optional<Pulse> pulse) {

  /**
   * Checks the figures and copies the list. A job that is running has a pulse from its beginning if
   * its hours are counted or it promises to report.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public Workload {
    Objects.requireNonNull(id, "id");
    Require.within("revision", revision, 1, Long.MAX_VALUE);
    estimateWarnings = List.copyOf(estimateWarnings);
    boolean isWatched =
        status == Status.RUNNING
            && (spec.isClocked() || spec.labels().heartbeatSeconds().isPresent());
    pulse = pulse.isEmpty() && isWatched ? Optional.of(Pulse.opened(updatedAt)) : pulse;
  }

  /**
   * Makes a workload of which nothing was heard since it was stored.
   *
   * @param id its id; ids sort by the time they were made
   * @param createdAt when it was stored, in microseconds
   * @param updatedAt when it was last changed, in microseconds
   * @param revision how often it was stored: 1 when new, one more with each change
   * @param status where it stands
   * @param spec what the user said of it
   * @param estimate its estimate
   * @param agent the agent's part
   * @param estimateWarnings what the user should know about the estimate
   */
  public Workload(
      UUID id,
      Instant createdAt,
      Instant updatedAt,
      long revision,
      Status status,
      WorkloadSpec spec,
      Estimate estimate,
      AgentPart agent,
      List<String> estimateWarnings) {
    this(
        id,
        createdAt,
        updatedAt,
        revision,
        status,
        spec,
        estimate,
        agent,
        estimateWarnings,
        Optional.empty());
  }

  /**
   * The agent's part in a workload.
   *
   * @param state how far it has come; empty if none was asked for
   * @param chosen the inputs it chose
   * @param insights what else it said
   * @param questions what it wants to know, cleaned, where it could not answer
   */
  public record AgentPart(
      Optional<AgentState> state,
      ChosenInputs chosen,
      Optional<AgentInsights> insights,
      List<String> questions) {
    /** No agent was asked for. */
    public static final AgentPart NONE =
        new AgentPart(Optional.empty(), ChosenInputs.NONE, Optional.empty(), List.of());

    /** Copies the list. */
    public AgentPart {
      questions = List.copyOf(questions);
    }

    /**
     * Returns the part of an agent that has answered nothing.
     *
     * @param state how far it has come
     * @return the part
     */
    public static AgentPart of(AgentState state) {
      return new AgentPart(Optional.of(state), ChosenInputs.NONE, Optional.empty(), List.of());
    }

    /**
     * Returns whether the conversation goes on.
     *
     * @return true if the state is pending
     */
    public boolean isPending() {
      return state.isPresent() && state.get().progress() == AgentState.Progress.PENDING;
    }
  }

  /**
   * Returns the key under which workloads on the same accelerator are found and summed: the
   * catalogue's id, or for one that the catalogue does not know the name as the user wrote it.
   *
   * @return the key
   */
  public String gpuKey() {
    String id = estimate.assumptions().gpuId();
    return id.equals(Accelerator.UNKNOWN_ID) ? spec.gpuType() : id;
  }

  /**
   * Returns measured energy.
   *
   * @return kWh; empty if there is no measurement
   */
  public OptionalDouble measuredKwh() {
    return spec.measurement().isPresent()
        ? OptionalDouble.of(spec.measurement().get().kwh())
        : OptionalDouble.empty();
  }

  /**
   * Returns everything that the user should know: of the estimate, and why an agent that was asked
   * for has not answered.
   *
   * @return sentences; empty if there is nothing to say
   */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(estimateWarnings);
    agent.state().flatMap(AgentState::failure).ifPresent(failure -> all.add(failure.sentence()));
    if (agent.isPending()) {
      all.add("The agent is still at work: fetch this workload again for its answer.");
    }
    if (!agent.questions().isEmpty()) {
      all.add("The agent wants to know: " + String.join(" ", agent.questions()));
    }
    return List.copyOf(all);
  }

  /**
   * Returns the next revision of this workload.
   *
   * @param time when it was changed
   * @param newStatus where it stands
   * @param newSpec what the user says of it
   * @param newEstimation the estimate and its warnings
   * @return a copy with the revision one higher
   */
  public Workload changed(
      Instant time, Status newStatus, WorkloadSpec newSpec, Estimation newEstimation) {
    return new Workload(
        id,
        createdAt,
        notBeforeTheLast(time),
        revision + 1,
        newStatus,
        newSpec,
        newEstimation.estimate(),
        agent,
        newEstimation.warnings(),
        pulse.map(beating -> beating.next(beating.isLost())));
  }

  /**
   * Returns this workload with other signs of life.
   *
   * @param other the signs
   * @return a copy of the same revision
   */
  public Workload withPulse(Pulse other) {
    return new Workload(
        id,
        createdAt,
        updatedAt,
        revision,
        status,
        spec,
        estimate,
        agent,
        estimateWarnings,
        Optional.of(other));
  }

  /**
   * Returns this workload as it is seen at a later moment.
   *
   * @param seen what holds of it then
   * @param estimation the estimate and its warnings
   * @return a copy of the same revision
   */
  Workload seenAs(WorkloadSpec seen, Estimation estimation) {
    return new Workload(
        id,
        createdAt,
        updatedAt,
        revision,
        status,
        seen,
        estimation.estimate(),
        agent,
        estimation.warnings(),
        pulse);
  }

  /**
   * Returns the next revision of this workload after the agent has ended.
   *
   * @param time when it ended
   * @param newAgent the agent's part
   * @param newEstimation the estimate and its warnings
   * @return a copy with the revision one higher
   */
  public Workload afterAgent(Instant time, AgentPart newAgent, Estimation newEstimation) {
    return new Workload(
        id,
        createdAt,
        notBeforeTheLast(time),
        revision + 1,
        status,
        spec,
        newEstimation.estimate(),
        newAgent,
        newEstimation.warnings(),
        pulse.map(beating -> beating.next(beating.isLost())));
  }

  /** A clock that was set back, or another replica's that is behind, takes no change back. */
  private Instant notBeforeTheLast(Instant time) {
    return time.isAfter(updatedAt) ? time : updatedAt;
  }
}
