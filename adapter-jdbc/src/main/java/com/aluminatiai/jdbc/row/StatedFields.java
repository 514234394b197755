package com.aluminatiai.jdbc.row;

import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.SpecValues;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The optional fields of a row as one document, which rows that state none do not have. Most state
 * none: 25 empty columns a row took a fifth of an export (row {@code export} of the load harness).
 */
final class StatedFields {
  /** The document, as a column. */
  static final String SELECTED =
      Stream.of(SpecField.values())
              .map(SpecField::code)
              .collect(Collectors.joining(", ", "CASE WHEN num_nonnulls(", ") > 0 THEN "))
          + Stream.of(SpecField.values())
              .map(field -> "'" + field.code() + "', " + field.code())
              .collect(Collectors.joining(", ", "json_build_object(", ") END AS stated_fields"));

  private StatedFields() {}

  /**
   * Returns an outline with the fields of its row.
   *
   * @throws IllegalArgumentException if a field holds what it cannot
   */
  static WorkloadSpec with(WorkloadSpec outline, ResultSet row) throws SQLException {
    String document = row.getString("stated_fields");
    if (document == null) {
      return outline;
    }
    JsonNode fields = Json.read(document);
    return outline.with((SpecValues<RuntimeException>) field -> value(fields, field));
  }

  private static Optional<?> value(JsonNode fields, SpecField field) {
    if (fields.path(field.code()).isNull()) {
      return Optional.empty();
    }
    FieldForm form = field.form();
    if (form instanceof FieldForm.Decimal) {
      return Optional.of(Json.number(fields, field.code()));
    }
    if (form instanceof FieldForm.Whole) {
      return Optional.of(fields.path(field.code()).longValue());
    }
    if (form instanceof FieldForm.Flag) {
      return Optional.of(fields.path(field.code()).booleanValue());
    }
    String text = Json.text(fields, field.code());
    return Optional.of(
        form instanceof FieldForm.Time
            ? WorkloadReader.inYears(field.code(), OffsetDateTime.parse(text))
            : text);
  }
}
