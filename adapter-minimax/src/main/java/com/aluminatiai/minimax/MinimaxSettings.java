package com.aluminatiai.minimax;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How MiniMax is reached.
 *
 * @param baseUrl the address before {@code /chat/completions}; http or https, without query
 * @param model the model's id
 * @param apiKey the secret key; never shown by {@link #toString}
 * @param agentTimeout the longest that one whole conversation may take, retries included
 */
public record MinimaxSettings(URI baseUrl, String model, String apiKey, Duration agentTimeout) {

  /** The international address. */
  public static final URI DEFAULT_BASE_URL = URI.create("https://api.minimax.io/v1");

  /** The model that is asked unless another is configured. */
  public static final String DEFAULT_MODEL = "MiniMax-M2.1";

  /** The longest conversation unless configured otherwise: a minute. */
  public static final Duration DEFAULT_AGENT_TIMEOUT = Duration.ofSeconds(60);

  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");
  private static final Pattern KEY = Pattern.compile("[!-~]{1,4096}");

  /**
   * Checks the settings and takes trailing slashes off the address.
   *
   * @throws IllegalArgumentException if a setting is unusable; the message never holds the key
   */
  public MinimaxSettings {
    Objects.requireNonNull(agentTimeout, "agentTimeout");
    boolean isWeb = "https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme());
    if (!isWeb || baseUrl.getHost() == null || baseUrl.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "baseUrl must be http:// or https:// with a host and without a user");
    }
    if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException("baseUrl must not have a query or fragment: " + baseUrl);
    }
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException("model must be a model id: " + model);
    }
    if (!KEY.matcher(apiKey).matches()) {
      throw new IllegalArgumentException(
          "apiKey must be visible ASCII characters without blanks; it is not shown here");
    }
    if (agentTimeout.isNegative() || agentTimeout.isZero()) {
      throw new IllegalArgumentException("agentTimeout must be more than 0: " + agentTimeout);
    }
    baseUrl = URI.create(baseUrl.toString().replaceAll("/+$", ""));
  }

  /**
   * Returns settings with the defaults for everything but the key.
   *
   * @param apiKey the secret key
   * @return the settings
   */
  public static MinimaxSettings withKey(String apiKey) {
    return new MinimaxSettings(DEFAULT_BASE_URL, DEFAULT_MODEL, apiKey, DEFAULT_AGENT_TIMEOUT);
  }

  /**
   * Returns these settings with another address.
   *
   * @param url the address before {@code /chat/completions}
   * @return a copy
   */
  public MinimaxSettings baseUrl(URI url) {
    return new MinimaxSettings(url, model, apiKey, agentTimeout);
  }

  /**
   * Returns these settings with another time limit.
   *
   * @param timeout the longest that one whole conversation may take
   * @return a copy
   */
  public MinimaxSettings agentTimeout(Duration timeout) {
    return new MinimaxSettings(baseUrl, model, apiKey, timeout);
  }

  @Override
  public String toString() {
    return "MinimaxSettings[baseUrl="
        + baseUrl
        + ", model="
        + model
        + ", apiKey=***, agentTimeout="
        + agentTimeout
        + "]";
  }
}
