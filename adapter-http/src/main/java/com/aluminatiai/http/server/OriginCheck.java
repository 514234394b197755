package com.aluminatiai.http.server;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Tells the pages that may write from those of other sites. A browser sends simple requests from
 * any page without asking, and a service without keys would obey them (cross-site request forgery).
 * What no browser sends says nothing of where it is from, and is let through.
 */
public final class OriginCheck {
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  private final Optional<String> publicOrigin;
  private final Set<String> corsOrigins;

  public OriginCheck(Optional<URI> publicUrl, Set<String> corsOrigins) {
    this.publicOrigin =
        publicUrl.map(
            url ->
                canonical(url.getScheme() + "://" + url.getRawAuthority().replaceAll("^.*@", "")));
    this.corsOrigins = corsOrigins;
  }

  /** Returns whether a request may write, by the page that it is from. */
  public boolean mayWrite(Request request) {
    HttpFields headers = request.getHeaders();
    List<String> origins = headers.getValuesList("Origin");
    String site = headers.get(FETCH_SITE);
    if (origins.isEmpty()) {
      return site == null || !site.equalsIgnoreCase("cross-site");
    }
    // The browser's own word: a page cannot set it. It holds where a proxy changes the Host too.
    boolean isOurPage = site != null && site.equalsIgnoreCase("same-origin");
    return origins.size() == 1 && (isOurPage || isAllowed(origins.get(0), host(headers)));
  }

  private boolean isAllowed(String given, String host) {
    String origin = canonical(given);
    return corsOrigins.contains(given)
        || corsOrigins.contains(origin)
        || publicOrigin.filter(origin::equals).isPresent()
        || origin.equals(canonical("http://" + host))
        // A proxy before us may speak TLS.
        || origin.equals(canonical("https://" + host));
  }

  private static String host(HttpFields headers) {
    return Optional.ofNullable(headers.get(HttpHeader.HOST)).orElse("");
  }

  /** Writes an origin in lower case, without its scheme's own port. */
  private static String canonical(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String port = lower.startsWith("https:") ? ":443" : ":80";
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
