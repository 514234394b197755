package com.aluminatiai.workload;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a user said of a workload, nothing assumed.
 *
 * @param modelSizeGb size of the weights in GB, at most 1,000,000; 0 where nobody said it
 * @param numGpus number of accelerators, 1 to 1,000,000
 * @param gpuType the accelerator as the user wrote it, not blank, at most 100 characters
 * @param durationHours hours, more than 0, at most 1,000,000; of a job that is running those so far
 * @param utilizationPercent accelerator utilization, 0 to 100; empty if not stated
 * @param useSmartAgent whether an agent is asked
 * @param method the headline's method, if the user named one; never {@link Method#AGENT}
 * @param workloadType the kind of work
 * @param site where it ran, as stated
 * @param labels notes, project and the like
 * @param details what else was stated
 * @param isClocked whether the hours are counted from start to end; else they were declared
 */
public record WorkloadSpec(
    double modelSizeGb,
    int numGpus,
    String gpuType,
    double durationHours,
    OptionalDouble utilizationPercent,
    boolean useSmartAgent,
    Optional<Method> method,
    Optional<WorkloadType> workloadType,
    StatedSite site,
    Labels labels,
    Details details,
    boolean isClocked) {

  /** What stands for the size of a model that nobody said. */
  public static final double UNKNOWN_SIZE_GB = 0;

  /** The largest model, number of accelerators and number of hours that is taken. */
  public static final int MOST = 1_000_000;

  /** Most characters of {@code gpuType}. */
  public static final int MOST_GPU_TYPE_CHARACTERS = 100;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure or text is out of its range
   */
  public WorkloadSpec {
    Require.within("modelSizeGb", modelSizeGb, UNKNOWN_SIZE_GB, MOST);
    Require.within("numGpus", numGpus, 1, MOST);
    Require.label("gpuType", gpuType, MOST_GPU_TYPE_CHARACTERS);
    Require.moreThanZero("durationHours", durationHours, MOST);
    utilizationPercent.ifPresent(percent -> Require.within("utilizationPercent", percent, 0, 100));
    if (method.equals(Optional.of(Method.AGENT))) {
      throw new IllegalArgumentException("method must be fallback or calibrated: agent");
    }
    Objects.requireNonNull(workloadType, "workloadType");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(details, "details");
  }

  /**
   * Makes a specification whose hours and model are declared.
   *
   * @param modelSizeGb size of the weights in GB, more than 0, at most 1,000,000
   * @param numGpus number of accelerators, 1 to 1,000,000
   * @param gpuType the accelerator as the user wrote it, not blank, at most 100 characters
   * @param durationHours hours, more than 0, at most 1,000,000
   * @param utilizationPercent accelerator utilization, 0 to 100; empty if not stated
   * @param useSmartAgent whether an agent is asked
   * @param method the headline's method, if the user named one; never {@link Method#AGENT}
   * @param workloadType the kind of work
   * @param site where it ran, as stated
   * @param labels notes, project and the like
   * @param details what else was stated
   */
  public WorkloadSpec(
      double modelSizeGb,
      int numGpus,
      String gpuType,
      double durationHours,
      OptionalDouble utilizationPercent,
      boolean useSmartAgent,
      Optional<Method> method,
      Optional<WorkloadType> workloadType,
      StatedSite site,
      Labels labels,
      Details details) {
    this(
        stated(modelSizeGb),
        numGpus,
        gpuType,
        durationHours,
        utilizationPercent,
        useSmartAgent,
        method,
        workloadType,
        site,
        labels,
        details,
        false);
  }

  private static double stated(double modelSizeGb) {
    Require.moreThanZero("modelSizeGb", modelSizeGb, MOST);
    return modelSizeGb;
  }

  /**
   * Returns the size of the weights.
   *
   * @return GB; empty if nobody said it
   */
  public OptionalDouble statedModelSizeGb() {
    return modelSizeGb == UNKNOWN_SIZE_GB ? OptionalDouble.empty() : OptionalDouble.of(modelSizeGb);
  }

  /**
   * Makes a specification of the outline alone.
   *
   * @param modelSizeGb size of the weights in GB, more than 0, at most 1,000,000
   * @param numGpus number of accelerators, 1 to 1,000,000
   * @param gpuType the accelerator as the user wrote it, not blank, at most 100 characters
   * @param durationHours hours, more than 0, at most 1,000,000
   * @param utilizationPercent accelerator utilization, 0 to 100; empty if not stated
   * @param useSmartAgent whether an agent is asked
   * @param method the headline's method, if the user named one; never {@link Method#AGENT}
   * @param workloadType the kind of work
   * @param site where it ran, as stated
   * @param labels notes, project and the like
   */
  public WorkloadSpec(
      double modelSizeGb,
      int numGpus,
      String gpuType,
      double durationHours,
      OptionalDouble utilizationPercent,
      boolean useSmartAgent,
      Optional<Method> method,
      Optional<WorkloadType> workloadType,
      StatedSite site,
      Labels labels) {
    this(
        modelSizeGb,
        numGpus,
        gpuType,
        durationHours,
        utilizationPercent,
        useSmartAgent,
        method,
        workloadType,
        site,
        labels,
        Details.NONE);
  }

  /**
   * Where a workload ran, as far as the user stated it.
   *
   * @param region a country, US state or cloud region that the catalogue knows, as the user wrote
   *     it
   * @param pue power usage effectiveness, 1 to 5
   * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, 0 to 5
   * @param usdPerKwh electricity price in USD per kWh, 0 to 100
   * @param name the name of a site of the user's own, not blank, at most 100 characters
   */
  public record StatedSite(
      Optional<String> region,
      OptionalDouble pue,
      OptionalDouble gridKgPerKwh,
      OptionalDouble usdPerKwh,
      Optional<String> name) {
    /** Nothing stated. */
    public static final StatedSite NONE =
        new StatedSite(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    /** Most characters of {@code region}. */
    public static final int MOST_REGION_CHARACTERS = 100;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure or text is out of its range
     */
    public StatedSite {
      region.ifPresent(text -> Require.text("region", text, MOST_REGION_CHARACTERS));
      pue.ifPresent(ratio -> Require.within("pue", ratio, 1, 5));
      gridKgPerKwh.ifPresent(kg -> Require.within("gridKgPerKwh", kg, 0, 5));
      usdPerKwh.ifPresent(usd -> Require.within("usdPerKwh", usd, 0, 100));
      name.ifPresent(SpecField.SITE::require);
    }

    /**
     * Makes a site without a name.
     *
     * @param region a region that the catalogue knows, as the user wrote it
     * @param pue power usage effectiveness, 1 to 5
     * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, 0 to 5
     * @param usdPerKwh electricity price in USD per kWh, 0 to 100
     */
    public StatedSite(
        Optional<String> region,
        OptionalDouble pue,
        OptionalDouble gridKgPerKwh,
        OptionalDouble usdPerKwh) {
      this(region, pue, gridKgPerKwh, usdPerKwh, Optional.empty());
    }
  }

  /**
   * What does not enter an estimate.
   *
   * @param notes free text, at most 10,000 characters; empty text is none, as in a file of CSV
   * @param project a label, not blank, at most 100 characters
   * @param externalId the caller's own id, unique per owner, not blank, at most 200 characters
   * @param startedAt when the work started, in the years 1970 to 2100
   * @param endedAt when the work ended, in the same years, after {@code startedAt}
   * @param heartbeatSeconds how often the job promises to report, 10 to 86,400
   */
  public record Labels(
      Optional<String> notes,
      Optional<String> project,
      Optional<String> externalId,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      OptionalInt heartbeatSeconds) {
    /** Nothing given. */
    public static final Labels NONE =
        new Labels(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Most characters of {@code notes}. */
    public static final int MOST_NOTES_CHARACTERS = 10_000;

    /** Most characters of {@code project}. */
    public static final int MOST_PROJECT_CHARACTERS = 100;

    /** Most characters of {@code externalId}. */
    public static final int MOST_EXTERNAL_ID_CHARACTERS = 200;

    /** The earliest time that is taken: the start of 1970. */
    public static final Instant EARLIEST = Instant.EPOCH;

    /** The end of the times that are taken, itself excluded: the start of 2101. */
    public static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    /**
     * Checks texts and time.
     *
     * @throws IllegalArgumentException if a text is too long or a time out of range
     */
    public Labels {
      notes = notes.filter(text -> !text.isEmpty());
      notes.ifPresent(text -> Require.text("notes", text, MOST_NOTES_CHARACTERS));
      project.ifPresent(text -> Require.label("project", text, MOST_PROJECT_CHARACTERS));
      externalId.ifPresent(text -> Require.label("externalId", text, MOST_EXTERNAL_ID_CHARACTERS));
      startedAt.ifPresent(time -> requireTaken("startedAt", time));
      endedAt.ifPresent(time -> requireTaken("endedAt", time));
      if (startedAt.isPresent() && endedAt.isPresent() && !isAfter(endedAt, startedAt)) {
        throw new IllegalArgumentException(
            "endedAt must be after startedAt " + startedAt.get() + ": " + endedAt.get());
      }
      heartbeatSeconds.ifPresent(SpecField.HEARTBEAT_SECONDS::require);
    }

    /**
     * Makes labels of work that may not have ended.
     *
     * @param notes free text, at most 10,000 characters
     * @param project a label, not blank, at most 100 characters
     * @param externalId the caller's own id, not blank, at most 200 characters
     * @param startedAt when the work started, in the years 1970 to 2100
     */
    public Labels(
        Optional<String> notes,
        Optional<String> project,
        Optional<String> externalId,
        Optional<Instant> startedAt) {
      this(notes, project, externalId, startedAt, Optional.empty(), OptionalInt.empty());
    }

    private static boolean isAfter(Optional<Instant> later, Optional<Instant> earlier) {
      return later.orElseThrow().isAfter(earlier.orElseThrow());
    }

    private static void requireTaken(String field, Instant time) {
      if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
        throw new IllegalArgumentException(field + " must be within the years 1970..2100: " + time);
      }
    }
  }

  /**
   * Returns how long a text is, as people count: in characters and not in UTF-16 units.
   *
   * @param text any text
   * @return its code points
   */
  public static int length(String text) {
    return Require.length(text);
  }

  /**
   * Returns whether nobody would see anything of a text: it is empty, or white space and format
   * characters alone.
   *
   * @param text any text
   * @return true if it is blank
   */
  public static boolean isBlank(String text) {
    return Require.isBlank(text);
  }

  /**
   * Returns whether PostgreSQL and JSON can hold a text: no NUL, no unpaired surrogate.
   *
   * @param text any text
   * @return true if it can be stored
   */
  public static boolean isStorable(String text) {
    return Require.isStorable(text);
  }

  /**
   * Returns the hardware that it had.
   *
   * @return what was stated of it
   */
  public Hardware hardware() {
    return details.hardware();
  }

  /**
   * Returns what was computed.
   *
   * @return what was stated of it
   */
  public Work work() {
    return details.work();
  }

  /**
   * Returns whether nothing stated says how busy the accelerators were: a measured mean of their
   * power says it too.
   *
   * @return true if the utilization is open
   */
  public boolean isUtilizationOpen() {
    return utilizationPercent.isEmpty() && hardware().gpuWatts().isEmpty();
  }

  /**
   * Returns energy that was measured.
   *
   * @return the measurement; empty if there is none
   */
  public Optional<Measurement> measurement() {
    return details.measurement();
  }

  /**
   * Returns this specification with other hours and utilization.
   *
   * @param hours hours, more than 0, at most 1,000,000
   * @param percent accelerator utilization, 0 to 100; empty if not stated
   * @return a copy
   */
  public WorkloadSpec withLoad(double hours, OptionalDouble percent) {
    return copy(hours, percent, site, labels, details);
  }

  /**
   * Returns this specification with other notes and another project.
   *
   * @param notes free text
   * @param project a label
   * @return a copy
   */
  public WorkloadSpec withLabels(Optional<String> notes, Optional<String> project) {
    Labels changed =
        new Labels(
            notes,
            project,
            labels.externalId(),
            labels.startedAt(),
            labels.endedAt(),
            labels.heartbeatSeconds());
    return copy(durationHours, utilizationPercent, site, changed, details);
  }

  /**
   * Returns this specification with hours that are counted or declared.
   *
   * @param hours hours, more than 0, at most 1,000,000
   * @param areCounted whether they are counted from start to end
   * @return a copy
   */
  public WorkloadSpec withHours(double hours, boolean areCounted) {
    return new WorkloadSpec(
        modelSizeGb,
        numGpus,
        gpuType,
        hours,
        utilizationPercent,
        useSmartAgent,
        method,
        workloadType,
        site,
        labels,
        details,
        areCounted);
  }

  /**
   * Returns this specification with the size of a model that nobody said.
   *
   * @param sizeGb size of the weights in GB, more than 0, at most 1,000,000
   * @return a copy; this one where the size was said
   */
  public WorkloadSpec withModelSize(double sizeGb) {
    return modelSizeGb != UNKNOWN_SIZE_GB
        ? this
        : new WorkloadSpec(
            stated(sizeGb),
            numGpus,
            gpuType,
            durationHours,
            utilizationPercent,
            useSmartAgent,
            method,
            workloadType,
            site,
            labels,
            details,
            isClocked);
  }

  /**
   * Returns this specification with hours, accelerators and size of the model as they follow from
   * its tokens.
   *
   * @param outcome what follows
   * @return a copy
   */
  public WorkloadSpec derived(TokenWork.Outcome outcome) {
    return new WorkloadSpec(
            modelSizeGb == UNKNOWN_SIZE_GB ? Math.min(outcome.modelSizeGb(), MOST) : modelSizeGb,
            outcome.numGpus(),
            outcome.gpuType(),
            outcome.usage().durationHours(),
            utilizationPercent,
            useSmartAgent,
            method,
            Optional.of(outcome.type()),
            site,
            labels,
            details,
            false)
        .withInferred(outcome.derived().inferred());
  }

  /**
   * Returns this specification with what nobody stated of it.
   *
   * @param names the names of what follows from tokens; empty where hours are stated
   * @return a copy
   */
  public WorkloadSpec withInferred(List<String> names) {
    Details inferred =
        new Details(hardware(), work().withInferred(names), details.terms(), details.measurement());
    return copy(durationHours, utilizationPercent, site, labels, inferred);
  }

  /**
   * Returns this specification with another power.
   *
   * @param watts measured mean power of one whole accelerator, 0 to 100,000; empty if not stated
   * @return a copy
   */
  public WorkloadSpec withGpuWatts(OptionalDouble watts) {
    Details measured =
        new Details(hardware().withGpuWatts(watts), work(), details.terms(), details.measurement());
    return copy(durationHours, utilizationPercent, site, labels, measured);
  }

  /** Returns this specification at another site and with other details. */
  WorkloadSpec withSite(StatedSite otherSite, Details otherDetails) {
    return copy(durationHours, utilizationPercent, otherSite, labels, otherDetails);
  }

  /**
   * Returns this specification with another start and end.
   *
   * @param startedAt when the work started
   * @param endedAt when it ended, after that
   * @return a copy
   */
  public WorkloadSpec withCourse(Optional<Instant> startedAt, Optional<Instant> endedAt) {
    Labels changed =
        new Labels(
            labels.notes(),
            labels.project(),
            labels.externalId(),
            startedAt,
            endedAt,
            labels.heartbeatSeconds());
    return copy(durationHours, utilizationPercent, site, changed, details);
  }

  /**
   * Returns a later specification of the same workload in which this one stands for everything that
   * may be changed after submission.
   *
   * @param later what is stored by now
   * @return a copy
   */
  public WorkloadSpec withoutWhatChangesSince(WorkloadSpec later) {
    return new WorkloadSpec(
            later.modelSizeGb,
            numGpus,
            gpuType,
            durationHours,
            utilizationPercent,
            later.useSmartAgent,
            later.method,
            workloadType,
            new StatedSite(
                site.region(),
                later.site.pue(),
                later.site.gridKgPerKwh(),
                later.site.usdPerKwh(),
                later.site.name()),
            new Labels(
                labels.notes(),
                labels.project(),
                later.labels.externalId(),
                labels.startedAt(),
                labels.endedAt(),
                later.labels.heartbeatSeconds()),
            later.details,
            isClocked)
        .withGpuWatts(hardware().gpuWatts())
        .withMeasurement(measurement());
  }

  /**
   * Returns this specification without the size of the model.
   *
   * @return a copy
   */
  public WorkloadSpec withoutModelSize() {
    return new WorkloadSpec(
        UNKNOWN_SIZE_GB,
        numGpus,
        gpuType,
        durationHours,
        utilizationPercent,
        useSmartAgent,
        method,
        workloadType,
        site,
        labels,
        details,
        isClocked);
  }

  /**
   * Returns this specification with another id of the caller's.
   *
   * @param externalId the id, not blank, at most 200 characters
   * @return a copy
   */
  public WorkloadSpec withExternalId(String externalId) {
    Labels changed =
        new Labels(
            labels.notes(),
            labels.project(),
            Optional.of(externalId),
            labels.startedAt(),
            labels.endedAt(),
            labels.heartbeatSeconds());
    return copy(durationHours, utilizationPercent, site, changed, details);
  }

  /**
   * Returns this specification with another measurement.
   *
   * @param measurement energy that was measured; empty if none was
   * @return a copy
   */
  public WorkloadSpec withMeasurement(Optional<Measurement> measurement) {
    return copy(
        durationHours, utilizationPercent, site, labels, details.withMeasurement(measurement));
  }

  /**
   * Tells whether any {@link SpecField} is stated.
   *
   * @return false where this is an outline alone
   */
  public boolean statesFields() {
    return !details.equals(Details.NONE)
        || site.name().isPresent()
        || labels.endedAt().isPresent()
        || labels.heartbeatSeconds().isPresent();
  }

  /**
   * Returns this specification with every {@link SpecField} as some source says it.
   *
   * @param <E> how reading fails
   * @param values where the fields are read from
   * @return a copy
   * @throws E if a field cannot be read
   * @throws IllegalArgumentException if a field is out of its range
   */
  public <E extends Exception> WorkloadSpec with(SpecValues<E> values) throws E {
    StatedSite named =
        new StatedSite(
            site.region(),
            site.pue(),
            site.gridKgPerKwh(),
            site.usdPerKwh(),
            values.text(SpecField.SITE));
    Labels ended =
        new Labels(
            labels.notes(),
            labels.project(),
            labels.externalId(),
            labels.startedAt(),
            values.time(SpecField.ENDED_AT),
            values.smallCount(SpecField.HEARTBEAT_SECONDS));
    return copy(durationHours, utilizationPercent, named, ended, Details.of(values));
  }

  private WorkloadSpec copy(
      double hours,
      OptionalDouble percent,
      StatedSite otherSite,
      Labels otherLabels,
      Details otherDetails) {
    return new WorkloadSpec(
        modelSizeGb,
        numGpus,
        gpuType,
        hours,
        percent,
        useSmartAgent,
        method,
        workloadType,
        otherSite,
        otherLabels,
        otherDetails,
        isClocked);
  }
}
