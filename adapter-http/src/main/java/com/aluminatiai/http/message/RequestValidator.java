package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.Faults;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks the annotations of request records. A field whose type is wrong is not told of twice. */
public final class RequestValidator {
  private final Validator validator;

  public RequestValidator() {
    // Without the expression language: messages are ours and hold none, and a language less to
    // feed.
    try (ValidatorFactory factory =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()) {
      this.validator = factory.getValidator();
    }
  }

  /** Adds what is wrong with {@code request} to the reader's faults. */
  void check(Record request, String prefix, Faults faults) {
    for (ConstraintViolation<Record> violation : validator.validate(request)) {
      faults.add(
          prefix + snakeCase(violation.getPropertyPath().toString()), violation.getMessage());
    }
  }

  private static String snakeCase(String camelCase) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c + 'a' - 'A'));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
