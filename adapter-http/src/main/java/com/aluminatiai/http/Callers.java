package com.aluminatiai.http;

import com.aluminatiai.http.ClientAddress.Client;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.ApiKeys;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Tells who asks: the holder of a key, or whoever can reach us where none is needed. */
final class Callers {
  private static final String SCHEME = "Bearer ";

  private final boolean isKeyRequired;
  private final ApiKeys keys;
  private final ClientAddress addresses;

  Callers(boolean isKeyRequired, ApiKeys keys, ClientAddress addresses) {
    this.isKeyRequired = isKeyRequired;
    this.keys = keys;
    this.addresses = addresses;
  }

  /**
   * Finds the caller.
   *
   * @throws ApiException if a key is needed and missing or wrong
   */
  Caller of(Context ctx) throws StorageException {
    if (!isKeyRequired) {
      return anonymous(ctx);
    }
    Owner owner = owner(ctx.header("Authorization"));
    return new Caller(owner, owner.userId().map(Object::toString));
  }

  /** Returns the caller of a route that is open to everyone. */
  Caller anonymous(Context ctx) {
    Client client = addresses.find(ctx.req().getRemoteAddr(), forwardedFor(ctx));
    return new Caller(
        Owner.NOBODY, client.isExempt() ? Optional.empty() : Optional.of(client.address()));
  }

  private Owner owner(String authorization) throws StorageException {
    if (authorization == null) {
      throw unauthorized("An API key is needed; send it as Authorization: Bearer <key>.");
    }
    Optional<ApiKey> key =
        authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? keys.authenticate(authorization.substring(SCHEME.length()).trim())
            : Optional.empty();
    return key.map(known -> Owner.user(known.userId()))
        .orElseThrow(() -> unauthorized("This API key is not known, or was revoked."));
  }

  private static ApiException unauthorized(String message) {
    return ApiException.withHeader(ErrorCode.UNAUTHORIZED, message, "WWW-Authenticate", "Bearer");
  }

  private static List<String> forwardedFor(Context ctx) {
    List<String> addresses = new ArrayList<>();
    for (String header : Collections.list(ctx.req().getHeaders("X-Forwarded-For"))) {
      for (String address : header.split(",")) {
        addresses.add(address.trim());
      }
    }
    return addresses;
  }
}
