package com.aluminatiai.workload.usecase.clientcode;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The API's base address, made of characters that mean nothing special inside a string or a comment
 * of any language that code is generated in.
 */
record BaseAddress(String text) {
  private static final Pattern PLAIN =
      Pattern.compile(
          "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/([A-Za-z0-9._~/-]|%[0-9A-Fa-f]{2}){0,200})?");

  BaseAddress {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "baseAddress must be http or https with host, port and path alone: " + text);
    }
  }

  static boolean isPlain(URI address) {
    return PLAIN.matcher(withoutSlashes(address)).matches();
  }

  private static String withoutSlashes(URI address) {
    return address.toString().replaceFirst("/+$", "");
  }

  static BaseAddress of(URI address) {
    return new BaseAddress(withoutSlashes(address));
  }
}
