package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.row.WorkloadReader;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  WorkloadReader known;
}
