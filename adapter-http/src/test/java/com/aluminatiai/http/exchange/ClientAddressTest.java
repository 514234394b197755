package com.aluminatiai.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.http.exchange.ClientAddress.Client;
import com.aluminatiai.http.server.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "::1"));
  private final ClientAddress direct = new ClientAddress(List.of());

  @Test
  void peerOnLoopback_isExempt() {
    assertThat(direct.find("127.0.0.1", List.of(), true)).isEqualTo(new Client("127.0.0.1", true));
    assertThat(direct.find("192.0.2.1", List.of(), true)).isEqualTo(new Client("192.0.2.1", false));
  }

  @Test
  void forwardedByAnybody_isNotBelievedAndEndsTheExemption() {
    assertThat(direct.find("127.0.0.1", List.of("127.0.0.1"), true))
        .isEqualTo(new Client("127.0.0.1", false));
    assertThat(direct.find("192.0.2.1", List.of("198.51.100.7"), true))
        .isEqualTo(new Client("192.0.2.1", false));
  }

  /** A proxy that says nothing of those it asks for gives itself away by the host it asks. */
  @Test
  void peerOnLoopback_thatAsksAnotherHost_isNotExempt() {
    assertThat(direct.find("127.0.0.1", List.of(), false))
        .isEqualTo(new Client("127.0.0.1", false));
    assertThat(behindProxies.find("::1", List.of(), false)).isEqualTo(new Client("::1", false));
    assertThat(direct.find("192.0.2.1", List.of(), false))
        .isEqualTo(new Client("192.0.2.1", false));
  }

  @Test
  void forwardedByTrustedProxies_isTheRightMostThatIsNotTrusted() {
    assertThat(
            behindProxies.find(
                "10.0.0.1", List.of("203.0.113.9", "198.51.100.7", "10.1.1.1"), true))
        .isEqualTo(new Client("198.51.100.7", false));
    assertThat(behindProxies.find("::1", List.of("nonsense", "10.1.1.1"), true))
        .isEqualTo(new Client("10.1.1.1", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "example.org", "::/129", "1.2.3.4/"})
  void whatIsNoNetwork_isRefused(String cidr) {
    assertThatThrownBy(() -> Network.parse(cidr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CIDR");
  }
}
