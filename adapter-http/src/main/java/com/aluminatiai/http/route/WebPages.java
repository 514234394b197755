package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/**
 * Serves the dashboard and the API reference from the class path.
 *
 * <p>Whatever a page loads lies under an address that holds the hash of all of it: a browser keeps
 * it for good, and a new release has new addresses. The pages themselves are asked for anew each
 * time and answered with 304 if they are the same.
 */
public final class WebPages {
  private static final String PAGE_CACHE = "no-cache";
  private static final String ASSET_CACHE = "public, max-age=31536000, immutable";

  private final WebFiles files = WebFiles.load();
  private final WebFiles.Page overview = files.page("index.html");
  private final WebFiles.Page reference = files.page("docs.html");

  public List<Route> routes() {
    return List.of(
        Route.open(HandlerType.GET, "/", Set.of(), exchange -> page(exchange.ctx(), overview)),
        Route.open(HandlerType.GET, "/docs", Set.of(), exchange -> page(exchange.ctx(), reference)),
        Route.open(HandlerType.GET, "/assets/{version}/{file}", Set.of(), e -> asset(e.ctx())));
  }

  private static void page(Context ctx, WebFiles.Page page) {
    ctx.header("ETag", page.etag()).header("Cache-Control", PAGE_CACHE);
    if (page.etag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType("text/html;charset=utf-8").result(page.content());
  }

  private void asset(Context ctx) {
    String name = ctx.pathParam("file");
    if (!files.version().equals(ctx.pathParam("version")) || !files.has(name)) {
      throw ApiException.of(
          ErrorCode.NOT_FOUND, "There is no such file; reload the page to get the current ones.");
    }
    ctx.header("Cache-Control", ASSET_CACHE)
        .contentType(WebFiles.contentType(name))
        .result(files.read(name));
  }
}
