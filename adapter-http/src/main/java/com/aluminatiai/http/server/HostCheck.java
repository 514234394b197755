package com.aluminatiai.http.server;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses names in the Host header that are not ours. Without it a page in the user's browser could
 * point a name of its own at this machine and read every answer (DNS rebinding).
 */
public final class HostCheck {
  private final boolean isChecked;
  private final Optional<String> publicHost;

  public HostCheck(boolean isChecked, Optional<URI> publicUrl) {
    this.isChecked = isChecked;
    this.publicHost = publicUrl.map(url -> bare(url.getHost()));
  }

  /** Returns whether a host name, without its port, is ours. */
  public boolean isOurs(String host) {
    if (!isChecked) {
      return true;
    }
    return isLoopback(host) || publicHost.filter(bare(host)::equals).isPresent();
  }

  /** Returns whether a host name, without its port, means the machine that asks. */
  public static boolean isLoopback(String host) {
    String name = bare(host);
    return name.equals("localhost")
        || Network.address(name).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
