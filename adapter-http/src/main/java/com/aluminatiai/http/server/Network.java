package com.aluminatiai.http.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A network of IP addresses.
 *
 * @param prefix its first address
 * @param bits how many leading bits its addresses share
 */
public record Network(InetAddress prefix, int bits) {
  private static final String LOOPBACK_TEXT = "127.0.0.1";
  private static final Optional<InetAddress> LOOPBACK = parsed(LOOPBACK_TEXT);

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Network parse(String cidr) {
    int slash = cidr.indexOf('/');
    Optional<InetAddress> prefix = address(slash < 0 ? cidr : cidr.substring(0, slash));
    int most = prefix.map(address -> address.getAddress().length * 8).orElse(0);
    int bits = slash < 0 ? most : number(cidr.substring(slash + 1));
    if (prefix.isEmpty() || bits < 0 || bits > most) {
      throw new IllegalArgumentException("a network must be in CIDR form: " + cidr);
    }
    return new Network(prefix.get(), bits);
  }

  /**
   * Reads an address, in brackets or not, and leaves the zone of an IPv6 address out; a name is
   * none and is never looked up.
   */
  public static Optional<InetAddress> address(String given) {
    // The one that every request on the machine itself comes from, and to.
    return given.equals(LOOPBACK_TEXT) ? LOOPBACK : parsed(given);
  }

  private static Optional<InetAddress> parsed(String given) {
    boolean isInBrackets = given.startsWith("[") && given.endsWith("]");
    String whole = isInBrackets ? given.substring(1, given.length() - 1) : given;
    int zone = whole.indexOf('%');
    String text = zone < 0 ? whole : whole.substring(0, zone);
    boolean isIpv6 = text.indexOf(':') >= 0;
    boolean isLiteral =
        !text.isEmpty()
            && text.charAt(0) != '.'
            && text.length() <= 45
            && text.chars()
                .allMatch(c -> c == '.' || (isIpv6 ? c == ':' : false) || isDigit(c, isIpv6));
    boolean isWhole = isIpv6 || isFourOctets(text);
    if (!isLiteral || !isWhole) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /** What is not, the platform would look up as a name. */
  private static boolean isFourOctets(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      int number = number(octet);
      if (number < 0 || number > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int c, boolean isHexadecimal) {
    return c >= '0' && c <= '9' || isHexadecimal && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
  }

  private static int number(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> isDigit(c, false));
    return isNumber ? Integer.parseInt(text) : -1;
  }

  /** Writes the network in CIDR form, with nothing behind its prefix. */
  @Override
  public String toString() {
    byte[] bytes = prefix.getAddress();
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
    } catch (UnknownHostException neverOfThisLength) {
      throw new IllegalStateException(neverOfThisLength);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = prefix.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
