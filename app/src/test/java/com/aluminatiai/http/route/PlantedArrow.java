package com.aluminatiai.http.route;

import com.aluminatiai.http.HttpApi;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  HttpApi known;
}
