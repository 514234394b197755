package com.aluminatiai.http.exchange;

import com.aluminatiai.http.exchange.ClientAddress.Client;
import com.aluminatiai.http.server.HostCheck;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.ApiKeys;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** Tells who asks: the holder of a key, or whoever can reach us where none is needed. */
public final class Callers {
  private static final String SCHEME = "Bearer ";
  private static final String AUTHORIZATION = "Authorization";

  /**
   * Asked where no bearer is named: many tools can send a header of their own, but not that one.
   */
  private static final String API_KEY = "X-API-Key";

  private static final String FOUND = Callers.class.getName();
  private static final String UNCOUNTED = FOUND + ".uncounted";
  private static final List<String> MARKS_OF_PROXIES =
      List.of(
          "Forwarded",
          "Via",
          "X-Real-IP",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "X-Client-IP",
          "CF-Connecting-IP",
          "True-Client-IP");

  private final boolean isKeyRequired;
  private final ApiKeys keys;
  private final ClientAddress addresses;
  private final RequestLimits limits;

  public Callers(
      boolean isKeyRequired, ApiKeys keys, ClientAddress addresses, RequestLimits limits) {
    this.isKeyRequired = isKeyRequired;
    this.keys = keys;
    this.addresses = addresses;
    this.limits = limits;
  }

  /**
   * Finds the caller and counts the request against his limits; once more finds the same and counts
   * nothing.
   *
   * @throws ApiException if a key is needed and missing or wrong, or a limit is used up
   */
  Caller of(Asked asked) throws StorageException {
    if (asked.request().getAttribute(FOUND) instanceof Caller found) {
      return found;
    }
    Caller caller = isKeyRequired ? keyHolder(asked) : anonymous(asked);
    asked.request().setAttribute(FOUND, caller);
    return caller;
  }

  /** What is counted later, if at all. */
  private interface Counting {
    void run();
  }

  /**
   * Finds the caller of a report, which counts only if {@link #count} is called. Who brings no key
   * that is known is counted at once.
   *
   * @throws ApiException if a key is needed and missing or wrong
   */
  Caller ofReport(Asked asked) throws StorageException {
    if (asked.request().getAttribute(FOUND) instanceof Caller found) {
      return found;
    }
    Client client = client(asked);
    Caller caller = isKeyRequired ? keyHolderOfReport(asked, client) : anonymous(client);
    if (!isKeyRequired) {
      later(asked, () -> limits.takeOfAddress(asked, client));
    }
    asked.request().setAttribute(FOUND, caller);
    return caller;
  }

  private Caller keyHolderOfReport(Asked asked, Client client) throws StorageException {
    ApiKey key;
    try {
      key = key(asked);
    } catch (ApiException refused) {
      limits.takeOfAddress(asked, client);
      throw refused;
    }
    later(
        asked,
        () -> {
          limits.takeOfAddress(asked, client);
          limits.takeOfKey(asked, key.id());
        });
    return holder(key);
  }

  private static void later(Asked asked, Counting counting) {
    asked.request().setAttribute(UNCOUNTED, counting);
  }

  /**
   * Counts a request that was not counted yet.
   *
   * @throws ApiException if a limit is used up
   */
  static void count(Asked asked) {
    if (asked.request().removeAttribute(UNCOUNTED) instanceof Counting counting) {
      counting.run();
    }
  }

  private Caller keyHolder(Asked asked) throws StorageException {
    limits.takeOfAddress(asked, client(asked));
    ApiKey key = key(asked);
    limits.takeOfKey(asked, key.id());
    return holder(key);
  }

  private static Caller holder(ApiKey key) {
    Owner owner = Owner.user(key.userId());
    return new Caller(owner, owner.userId().map(Object::toString));
  }

  /**
   * Returns the caller of a route that is open to everyone, and counts the request.
   *
   * @throws ApiException if a limit is used up
   */
  Caller anonymous(Asked asked) {
    Client client = client(asked);
    limits.takeOfAddress(asked, client);
    return anonymous(client);
  }

  private static Caller anonymous(Client client) {
    return new Caller(
        Owner.NOBODY, client.isExempt() ? Optional.empty() : Optional.of(client.network()));
  }

  /** Returns where a request is from. */
  public Client client(Context ctx) {
    return client(Asked.of(ctx));
  }

  private Client client(Asked asked) {
    return addresses.find(
        Request.getRemoteAddr(asked.request()), forwardedFor(asked), isMeantForLoopback(asked));
  }

  /**
   * Whether a request is asked as somebody on the machine itself would ask. A proxy that adds no
   * header mostly passes on the name that its own client asked for, or speaks HTTP/1.0.
   */
  private static boolean isMeantForLoopback(Asked asked) {
    return !asked.request().getConnectionMetaData().getProtocol().equals("HTTP/1.0")
        && HostCheck.isLoopback(Request.getServerName(asked.request()));
  }

  private ApiKey key(Asked asked) throws StorageException {
    Optional<String> plain = Optional.ofNullable(asked.header(API_KEY));
    if (asked.header(AUTHORIZATION) == null && plain.isEmpty()) {
      throw unauthorized(
          "An API key is needed; send it as Authorization: Bearer <key> or as X-API-Key: <key>.");
    }
    Optional<String> secret = bearer(asked.header(AUTHORIZATION)).or(() -> plain.map(String::trim));
    Optional<ApiKey> key = secret.isPresent() ? keys.authenticate(secret.get()) : Optional.empty();
    return key.orElseThrow(() -> unauthorized("This API key is not known, or was revoked."));
  }

  /** Returns what a request proves its right with. */
  public static Optional<String> bearer(Context ctx) {
    return bearer(ctx.header(AUTHORIZATION));
  }

  private static Optional<String> bearer(String authorization) {
    boolean isBearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return isBearer
        ? Optional.of(authorization.substring(SCHEME.length()).trim())
        : Optional.empty();
  }

  private static ApiException unauthorized(String message) {
    return ApiException.withHeader(ErrorCode.UNAUTHORIZED, message, "WWW-Authenticate", "Bearer");
  }

  /** A proxy that does not say for whom it asks counts as one that says "unknown". */
  private static List<String> forwardedFor(Asked asked) {
    List<String> addresses = new ArrayList<>();
    for (String header : asked.request().getHeaders().getValuesList("X-Forwarded-For")) {
      for (String address : header.split(",")) {
        addresses.add(address.trim());
      }
    }
    boolean isForwarded = MARKS_OF_PROXIES.stream().anyMatch(mark -> asked.header(mark) != null);
    return addresses.isEmpty() && isForwarded ? List.of("unknown") : addresses;
  }
}
