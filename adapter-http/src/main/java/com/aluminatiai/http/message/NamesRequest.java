package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.workload.OwnNames;
import java.util.Map;

/** The body that replaces a caller's own names; what is left out is empty afterwards. */
public record NamesRequest(Map<String, String> gpus, Map<String, String> partitions) {
  /** Takes what can be taken of a body, and adds everything that is wrong with it to the faults. */
  public static NamesRequest read(JsonValue.Fields body, Faults faults) {
    FieldReader fields = new FieldReader(body, "", faults);
    NamesRequest request = new NamesRequest(names(fields, "gpus"), names(fields, "partitions"));
    // What is answered may be sent back.
    fields.ignore("unknown");
    fields.refuseOthers();
    return request;
  }

  private static Map<String, String> names(FieldReader fields, String kind) {
    return fields.textsByName(kind, OwnNames.MOST, OwnNames.MOST_CHARACTERS);
  }

  public OwnNames toCommand() {
    return new OwnNames(gpus, partitions);
  }
}
