package com.aluminatiai.http.file;

import com.aluminatiai.http.route.WebPages;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  WebPages known;
}
