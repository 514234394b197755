package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.AgentState.Progress;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The enums by the names that columns hold. */
final class Codes {
  static final Map<String, Status> STATUSES = byCode(Status.values(), Status::code);
  static final Map<String, Accounting> ACCOUNTINGS = byCode(Accounting.values(), Accounting::code);
  static final Map<String, Method> METHODS = byCode(Method.values(), Method::code);
  static final Map<String, WorkloadType> WORKLOAD_TYPES =
      byCode(WorkloadType.values(), WorkloadType::code);
  static final Map<String, RentalKind> RENTALS = byCode(RentalKind.values(), RentalKind::code);
  static final Map<String, Event> EVENTS = byCode(Event.values(), Event::code);
  static final Map<String, Progress> PROGRESSES = byCode(Progress.values(), Progress::code);
  static final Map<String, Failure> FAILURES = byCode(Failure.values(), Failure::code);

  private Codes() {}

  /** Returns what a name stands for; it is not repeated where it stands for nothing. */
  static <E> E named(String field, String code, Map<String, E> byCode) {
    E found = code == null ? null : byCode.get(code);
    if (found == null) {
      throw new IllegalArgumentException(field + " is none of " + new TreeSet<>(byCode.keySet()));
    }
    return found;
  }

  private static <E> Map<String, E> byCode(E[] values, Function<E, String> code) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(code, value -> value));
  }
}
