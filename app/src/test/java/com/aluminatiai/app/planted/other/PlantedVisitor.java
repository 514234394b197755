package com.aluminatiai.app.planted.other;

import com.aluminatiai.estimation.names.NameText;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.jdbc.row.WorkloadReader;

/** Planted: a visitor in the rooms of other modules. */
class PlantedVisitor {
  JsonReader http;
  WorkloadReader jdbc;
  NameText estimation;
}
