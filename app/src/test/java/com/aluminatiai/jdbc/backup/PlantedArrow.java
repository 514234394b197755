package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.group.GroupCommit;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  GroupCommit known;
}
