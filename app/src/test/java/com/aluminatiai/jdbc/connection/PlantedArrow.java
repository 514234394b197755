package com.aluminatiai.jdbc.connection;

import com.aluminatiai.jdbc.row.WorkloadReader;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  WorkloadReader known;
}
