package com.aluminatiai.http.exchange;

import com.aluminatiai.http.route.WebPages;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  WebPages known;
}
