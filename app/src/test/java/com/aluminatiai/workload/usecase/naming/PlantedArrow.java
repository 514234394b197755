package com.aluminatiai.workload.usecase.naming;

import com.aluminatiai.workload.usecase.Workloads;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  Workloads known;
}
