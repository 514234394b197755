package com.aluminatiai.http.wire;

import com.aluminatiai.http.exchange.Exchange;

/** Planted: an arrow that this room may not have. */
class PlantedArrow {
  Exchange known;
}
