package com.aluminatiai.http;

import com.aluminatiai.http.server.Network;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the API is served.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65535; 0 picks a free one
 * @param isKeyRequired whether callers need an API key
 * @param isHostChecked whether requests are refused whose Host header is neither localhost,
 *     loopback nor that of {@code publicUrl}: a defence against DNS rebinding where no key is
 *     needed
 * @param publicUrl the base address that callers use, if it is not the listener's
 * @param corsOrigins browser origins allowed besides our own pages, {@code https://example.org} for
 *     instance
 * @param trustedProxies the networks in CIDR form whose {@code X-Forwarded-For} is believed
 */
public record HttpSettings(
    String host,
    int port,
    boolean isKeyRequired,
    boolean isHostChecked,
    Optional<URI> publicUrl,
    Set<String> corsOrigins,
    List<String> trustedProxies) {

  /**
   * Checks the settings and copies the collections.
   *
   * @throws IllegalArgumentException if a port is out of range, a base address is not absolute or a
   *     network is not in CIDR form
   */
  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be within 0..65535: " + port);
    }
    publicUrl.ifPresent(
        url -> {
          if (url.getHost() == null) {
            throw new IllegalArgumentException(
                "publicUrl must be an absolute http or https address: " + url);
          }
        });
    corsOrigins = Set.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(Network::parse);
  }

  /**
   * Reads a network of addresses as {@code trustedProxies} has it.
   *
   * @param text {@code 10.0.0.0/8} for instance; an address alone is a network of its own
   * @return the network with its length; empty if the text is none
   */
  public static Optional<String> network(String text) {
    try {
      int bits = Network.parse(text).bits();
      return Optional.of(text.indexOf('/') < 0 ? text + "/" + bits : text);
    } catch (IllegalArgumentException notANetwork) {
      return Optional.empty();
    }
  }

  /**
   * Returns the settings of an API for the machine itself: on loopback, without keys, with the Host
   * header checked.
   *
   * @param port the port to listen on; 0 picks a free one
   * @return the settings
   */
  public static HttpSettings local(int port) {
    return new HttpSettings("127.0.0.1", port, false, true, Optional.empty(), Set.of(), List.of());
  }
}
