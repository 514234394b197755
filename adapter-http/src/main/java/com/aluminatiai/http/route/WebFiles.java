package com.aluminatiai.http.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The files of the web pages on the class path, our own and those of the libraries they use. */
public final class WebFiles {
  private static final List<String> OWN =
      List.of(
          "api.js",
          "app.js",
          "catalogues.js",
          "charts.js",
          "citation.js",
          "clients.js",
          "combobox.js",
          "compare.js",
          "docs.css",
          "docs.js",
          "dom.js",
          "draft.js",
          "estimate.js",
          "favicon.svg",
          "figures.js",
          "format.js",
          "overview.js",
          "period.js",
          "sample.js",
          "style.css",
          "theme.js",
          "ui.js",
          "workload.js",
          "workloads.js");
  private static final String ASSETS = "{{assets}}";
  private static final int VERSION_BYTES = 6;

  /**
   * A page.
   *
   * @param content its HTML
   * @param etag the entity tag of {@code content}
   */
  record Page(String content, String etag) {}

  private final Map<String, String> resources;
  private final String version;

  private WebFiles(Map<String, String> resources) {
    this.resources = Map.copyOf(resources);
    MessageDigest digest = sha256();
    resources.forEach(
        (name, resource) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(read(name));
        });
    this.version = hex(digest);
  }

  public static WebFiles load() {
    Map<String, String> resources = new LinkedHashMap<>();
    OWN.forEach(name -> resources.put(name, "/com/aluminatiai/http/web/" + name));
    String uplot = webJar("org.webjars.npm", "uplot") + "dist/";
    resources.put("uplot.js", uplot + "uPlot.iife.min.js");
    resources.put("uplot.css", uplot + "uPlot.min.css");
    String swaggerUi = webJar("org.webjars", "swagger-ui");
    resources.put("swagger-ui.css", swaggerUi + "swagger-ui.css");
    resources.put("swagger-ui-bundle.js", swaggerUi + "swagger-ui-bundle.js");
    return new WebFiles(resources);
  }

  /** Returns the folder of a WebJar, whose name has the library's version in it. */
  private static String webJar(String groupId, String artifactId) {
    Properties built = new Properties();
    String file = "/META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties";
    try (InputStream in = WebFiles.class.getResourceAsStream(file)) {
      built.load(found(file, in));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    String folder = artifactId + "/" + built.getProperty("version");
    return "/META-INF/resources/webjars/" + folder + "/";
  }

  /** Returns the hash of everything that pages load. */
  String version() {
    return version;
  }

  public boolean has(String name) {
    return resources.containsKey(name);
  }

  byte[] read(String name) {
    return bytes(resources.get(name));
  }

  /** Returns a page with the addresses of what it loads filled in. */
  Page page(String name) {
    String html =
        new String(bytes("/com/aluminatiai/http/web/" + name), StandardCharsets.UTF_8)
            .replace(ASSETS, "assets/" + version);
    MessageDigest digest = sha256();
    digest.update(html.getBytes(StandardCharsets.UTF_8));
    return new Page(html, '"' + hex(digest) + '"');
  }

  static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no content type is known for: " + name);
    };
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = WebFiles.class.getResourceAsStream(resource)) {
      return found(resource, in).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static InputStream found(String resource, InputStream in) {
    if (in == null) {
      throw new IllegalStateException("not on the class path: " + resource);
    }
    return in;
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
