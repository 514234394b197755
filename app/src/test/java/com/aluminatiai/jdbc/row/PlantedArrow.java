package com.aluminatiai.jdbc.row;

import com.aluminatiai.jdbc.group.GroupCommit;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  GroupCommit known;
}
