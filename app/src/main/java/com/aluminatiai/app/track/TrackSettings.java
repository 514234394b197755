package com.aluminatiai.app.track;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * To whom a job is reported, and how often.
 *
 * @param address the service
 * @param apiKey the key for it
 * @param spool the folder of what could not be sent
 * @param heartbeat the time between two reports
 * @param environment the variables that name ranks, devices and fields
 */
public record TrackSettings(
    URI address,
    Optional<String> apiKey,
    Path spool,
    Duration heartbeat,
    Map<String, String> environment) {
  /** The variable that names the service. */
  public static final String URL = "ALUMINATIAI_URL";

  private static final String LOCAL = "http://127.0.0.1:8080";

  /** Copies the variables. */
  public TrackSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the environment.
   *
   * @param environment the variables
   * @param address the service; empty for the one that the environment names
   * @param heartbeat the time between two reports
   * @return the settings
   * @throws IllegalArgumentException if the address is none; the message says so
   */
  public static TrackSettings of(
      Map<String, String> environment, Optional<String> address, Duration heartbeat) {
    String named = address.or(() -> stated(environment, URL)).orElse(LOCAL);
    URI uri = URI.create(named.replaceFirst("/+$", ""));
    if (uri.getHost() == null || !named.matches("(?i)https?://.*")) {
      throw new IllegalArgumentException("must begin with http:// or https://, not " + named);
    }
    return new TrackSettings(
        uri,
        stated(environment, "ALUMINATIAI_API_KEY"),
        spool(environment),
        heartbeat,
        environment);
  }

  private static Path spool(Map<String, String> environment) {
    Optional<String> named = stated(environment, "ALUMINATIAI_SPOOL");
    if (named.isPresent()) {
      return Path.of(named.get());
    }
    Path cache =
        stated(environment, "XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return cache.resolve("aluminatiai");
  }

  Optional<String> stated(String variable) {
    return stated(environment, variable);
  }

  private static Optional<String> stated(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }
}
