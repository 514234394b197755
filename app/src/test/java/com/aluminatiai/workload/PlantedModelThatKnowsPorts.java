package com.aluminatiai.workload;

import com.aluminatiai.workload.port.WorkloadStore;

/** Planted: a model that sees a port. */
class PlantedModelThatKnowsPorts {
  WorkloadStore store;
}
