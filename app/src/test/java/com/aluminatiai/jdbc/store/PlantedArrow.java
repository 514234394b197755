package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.bulk.JdbcBulkWorkloads;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  JdbcBulkWorkloads known;
}
