package com.aluminatiai.estimation.input;

import com.aluminatiai.estimation.Estimator;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  Estimator known;
}
