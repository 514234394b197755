package com.aluminatiai.http.exchange;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a request says of its body.
 *
 * @param name the media type in lower case, without parameters; empty if none is declared
 * @param isUtf8 whether no other charset is declared
 * @param isUnicode whether no other charset than UTF-8 or UTF-16 is declared
 * @param encoding how the body is said to be packed, in lower case; empty if it is not
 */
public record DeclaredType(String name, boolean isUtf8, boolean isUnicode, String encoding) {
  private static final List<String> UTF_8 = List.of("charset=utf-8", "charset=utf8");
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  public static DeclaredType of(Context ctx) {
    String type = Optional.ofNullable(ctx.header("Content-Type")).orElse("");
    String encoding =
        Optional.ofNullable(ctx.header("Content-Encoding"))
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    String[] parts = type.toLowerCase(Locale.ROOT).replace("\"", "").split(";", -1);
    boolean isUtf8 = true;
    boolean isUnicode = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      boolean isOther = parameter.startsWith("charset=") && !UTF_8.contains(parameter);
      isUtf8 &= !isOther;
      isUnicode &= !isOther || parameter.startsWith("charset=utf-16");
    }
    return new DeclaredType(
        parts[0].strip(), isUtf8, isUnicode, encoding.equals("identity") ? "" : encoding);
  }

  /** Whether the body is not said to be packed. */
  public boolean isPlain() {
    return encoding.isEmpty();
  }

  /** Whether the body is not said to be packed by anything but gzip. */
  public boolean isPlainOrGzip() {
    return isPlain() || GZIP.contains(encoding);
  }

  boolean isJson() {
    return name.equals("application/json")
        || name.startsWith("application/") && name.endsWith("+json");
  }
}
