package com.aluminatiai.http.exchange;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request says of its body.
 *
 * @param name the media type in lower case, without parameters; empty if none is declared
 * @param isUtf8 whether no other charset is declared
 * @param isPlain whether the body is not said to be compressed
 */
public record DeclaredType(String name, boolean isUtf8, boolean isPlain) {
  private static final List<String> UTF_8 = List.of("charset=utf-8", "charset=utf8");

  public static DeclaredType of(Context ctx) {
    String type = Optional.ofNullable(ctx.header("Content-Type")).orElse("");
    String encoding = Optional.ofNullable(ctx.header("Content-Encoding")).orElse("").strip();
    String[] parts = type.toLowerCase(Locale.ROOT).replace("\"", "").split(";", -1);
    boolean isUtf8 = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      isUtf8 &= !parameter.startsWith("charset=") || UTF_8.contains(parameter);
    }
    return new DeclaredType(
        parts[0].strip(), isUtf8, encoding.isEmpty() || encoding.equalsIgnoreCase("identity"));
  }

  boolean isJson() {
    return name.equals("application/json")
        || name.startsWith("application/") && name.endsWith("+json");
  }
}
