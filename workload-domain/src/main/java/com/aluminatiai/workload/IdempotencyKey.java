package com.aluminatiai.workload;

import java.time.Duration;

/**
 * A caller's promise that requests with this key are one.
 *
 * @param key 1 to 255 visible ASCII characters
 * @param bodySha256 SHA-256 of the raw request body in hexadecimal: the same key with another body
 *     is a conflict
 */
public record IdempotencyKey(String key, String bodySha256) {
  /** A key is remembered for this long. */
  public static final Duration LIFE = Duration.ofHours(24);

  /**
   * Checks the key.
   *
   * @throws IllegalArgumentException if the key is empty, too long or not visible ASCII
   */
  public IdempotencyKey {
    if (!isValid(key)) {
      throw new IllegalArgumentException("key must be 1..255 visible ASCII characters");
    }
  }

  /**
   * Returns whether a text can be a key.
   *
   * @param key any text
   * @return true if it is 1 to 255 visible ASCII characters
   */
  public static boolean isValid(String key) {
    return !key.isEmpty() && key.length() <= 255 && key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
