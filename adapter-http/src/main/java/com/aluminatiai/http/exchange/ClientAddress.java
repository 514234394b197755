package com.aluminatiai.http.exchange;

import com.aluminatiai.http.server.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who the client is: the peer, or behind trusted proxies the right-most forwarded address
 * that is not trusted. Thread-safe.
 */
public final class ClientAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);

  private final List<Network> trusted;
  private final AtomicBoolean isDistrustLogged = new AtomicBoolean();

  public ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(Network::parse).toList();
  }

  /**
   * Who a request is from.
   *
   * @param address the address as text
   * @param isExempt whether limits do not count: on the machine itself, and nothing forwarded that
   *     nobody vouches for
   */
  public record Client(String address, boolean isExempt) {

    /**
     * Returns what counts as one client: the address, or of IPv6 the first 64 bits, since whoever
     * has one of those addresses has all.
     */
    String network() {
      return Network.address(address)
          .filter(Inet6Address.class::isInstance)
          .map(whole -> new Network(whole, 64).toString())
          .orElse(address);
    }
  }

  /**
   * Finds the client.
   *
   * @param peer the address of the connection's other end
   * @param forwardedFor the addresses of {@code X-Forwarded-For}, left to right; empty without one
   * @param isMeantForLoopback whether it is asked as somebody on the machine itself would ask
   */
  Client find(String peer, List<String> forwardedFor, boolean isMeantForLoopback) {
    Optional<InetAddress> peerAddress = Network.address(peer);
    if (peerAddress.isEmpty()) {
      return new Client(peer, false);
    }
    boolean isLoopback = peerAddress.get().isLoopbackAddress();
    if (forwardedFor.isEmpty() && (isMeantForLoopback || !isLoopback)) {
      return new Client(peer, isLoopback);
    }
    if (forwardedFor.isEmpty() || !isTrusted(peerAddress.get())) {
      logOnce(peer);
      return new Client(peer, false);
    }
    return behindProxies(peer, forwardedFor);
  }

  private void logOnce(String peer) {
    if (isDistrustLogged.compareAndSet(false, true)) {
      LOG.warn(
          "{} asks for others (a proxy?) and is not in TRUSTED_PROXIES, or does not say for whom:"
              + " its requests count as its own; said once",
          peer);
    }
  }

  private Client behindProxies(String peer, List<String> forwardedFor) {
    String client = peer;
    for (int i = forwardedFor.size() - 1; i >= 0; i--) {
      Optional<InetAddress> address = Network.address(withoutPort(forwardedFor.get(i)));
      if (address.isEmpty()) {
        break;
      }
      client = address.get().getHostAddress();
      if (!isTrusted(address.get())) {
        break;
      }
    }
    return new Client(client, false);
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String address) {
    int colon = address.lastIndexOf(':');
    boolean isIpv4WithPort = colon >= 0 && address.indexOf(':') == colon;
    boolean isIpv6WithPort = address.startsWith("[") && colon > address.indexOf(']');
    return isIpv4WithPort || isIpv6WithPort ? address.substring(0, colon) : address;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
