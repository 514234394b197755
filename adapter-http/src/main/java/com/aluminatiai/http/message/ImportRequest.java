package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.workload.ImportRow;
import java.util.Set;

/** A row of an imported file: a submission without an agent, and what has become of it since. */
public record ImportRequest(SubmitRequest submission) {
  public static final String USE_SMART_AGENT = "use_smart_agent";
  public static final String NO_AGENT =
      "cannot be imported; submit the workload to have the agent asked";

  /**
   * Reads a row that has none of the columns which an import ignores.
   *
   * @throws ApiException with everything that is wrong with it
   */
  public static ImportRequest read(
      JsonValue.Fields row, RequestValidator validator, KnownNames names) {
    FieldReader fields = new FieldReader(row, "", new Faults());
    fields.refuse(Set.of(USE_SMART_AGENT), NO_AGENT);
    ImportRequest request = new ImportRequest(SubmitRequest.read(fields, validator, names));
    if (!request.submission.isOfAJob()) {
      request.submission.requireModelSize(fields);
    }
    fields.refuseOthers();
    fields.faults().throwIfAny();
    return request;
  }

  public ImportRow.Read toRow(long line) {
    return new ImportRow.Read(line, submission.toCommand(), submission.statusOrSubmitted());
  }
}
