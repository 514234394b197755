package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.planted.CoreThatKnowsTheDomain;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  CoreThatKnowsTheDomain known;
}
