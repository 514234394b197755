package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.usecase.limit.RateLimits;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  RateLimits known;
}
