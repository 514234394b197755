package com.aluminatiai.workload.port.planted;

import com.aluminatiai.workload.usecase.Workloads;
import org.jdbi.v3.core.Jdbi;

/** Planted: a port that is no interface, sees a use case and speaks a library's type. */
public class PortThatIsAClass {
  Workloads useCase;

  /** Planted. */
  public Jdbi jdbi() {
    return null;
  }
}
