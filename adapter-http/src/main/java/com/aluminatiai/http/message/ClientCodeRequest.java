package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Words;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeWish;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body that asks for client code.
 *
 * @param wish what is wanted
 * @param workloadId a workload that fills the example
 */
public record ClientCodeRequest(CodeWish wish, Optional<UUID> workloadId) {

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static ClientCodeRequest read(JsonValue.Fields body, Faults faults) {
    FieldReader fields = new FieldReader(body, "", faults);
    Optional<ClientLanguage> language = language(fields);
    Optional<ClientStyle> style = style(fields, language);
    Optional<String> describe =
        Optional.ofNullable(fields.text("describe", CodeWish.MOST_DESCRIBE_CHARACTERS));
    Optional<String> id = Optional.ofNullable(fields.text("workload_id"));
    Optional<UUID> workloadId = id.flatMap(Words::uuid);
    if (id.isPresent() && workloadId.isEmpty()) {
      faults.add("workload_id", "must be a UUID");
    }
    fields.refuseOthers();
    faults.throwIfAny();
    return new ClientCodeRequest(new CodeWish(language.orElseThrow(), style, describe), workloadId);
  }

  private static Optional<ClientLanguage> language(FieldReader fields) {
    Optional<String> name = Optional.ofNullable(fields.text("language"));
    Optional<ClientLanguage> language = name.flatMap(ClientLanguage::find);
    if (language.isEmpty()) {
      String choices = Words.oneOf(List.of(ClientLanguage.values()), ClientLanguage::code);
      fields.faults().add("language", name.isPresent() ? choices : "is required and " + choices);
    }
    return language;
  }

  private static Optional<ClientStyle> style(
      FieldReader fields, Optional<ClientLanguage> language) {
    Optional<String> name = Optional.ofNullable(fields.text("style"));
    Optional<ClientStyle> style = name.flatMap(ClientStyle::find);
    List<ClientStyle> choices =
        Arrays.stream(ClientStyle.values())
            .filter(each -> language.isEmpty() || each.languages().contains(language.get()))
            .toList();
    if (name.isPresent() && style.filter(choices::contains).isEmpty()) {
      String where = language.map(each -> " in " + each.code()).orElse("");
      fields.faults().add("style", Words.oneOf(choices, ClientStyle::code) + where);
      return Optional.empty();
    }
    return style;
  }
}
