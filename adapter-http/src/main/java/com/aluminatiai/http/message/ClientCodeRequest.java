package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Words;
import com.aluminatiai.workload.ClientLanguage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body that asks for client code.
 *
 * @param language the language
 * @param workloadId a workload that the code fetches too
 */
public record ClientCodeRequest(ClientLanguage language, Optional<UUID> workloadId) {

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static ClientCodeRequest read(JsonValue.Fields body, Faults faults) {
    FieldReader fields = new FieldReader(body, "", faults);
    Optional<String> name = Optional.ofNullable(fields.text("language"));
    Optional<ClientLanguage> language = name.flatMap(ClientLanguage::find);
    if (language.isEmpty()) {
      String choices = Words.oneOf(List.of(ClientLanguage.values()), ClientLanguage::code);
      faults.add("language", name.isPresent() ? choices : "is required and " + choices);
    }
    Optional<String> id = Optional.ofNullable(fields.text("workload_id"));
    Optional<UUID> workloadId = id.flatMap(Words::uuid);
    if (id.isPresent() && workloadId.isEmpty()) {
      faults.add("workload_id", "must be a UUID");
    }
    fields.refuseOthers();
    faults.throwIfAny();
    return new ClientCodeRequest(language.orElseThrow(), workloadId);
  }
}
