package com.aluminatiai.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "255.255.255.255", "::1", "[::1]", "fe80::1%eth0"})
  void addresses_areRead(String text) {
    assertThat(Network.address(text)).isPresent();
  }

  /** The platform would look these up as names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "999.1.1.1",
        "1.2.3.256",
        "...",
        "10.0",
        "1.2.3.4.5",
        "localhost",
        "",
        ".:1",
        ".::1"
      })
  void whatIsNoAddress_isNeverLookedUp(String text) {
    assertThat(Network.address(text)).isEmpty();
  }
}
