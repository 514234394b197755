package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.store.JdbcWorkloadStore;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  JdbcWorkloadStore known;
}
