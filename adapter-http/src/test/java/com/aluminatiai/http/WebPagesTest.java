package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.route.WebFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebPagesTest {
  private static final Path SOURCES = Path.of("src/main/resources/com/aluminatiai/http/web");
  private static final Pattern ASSET = Pattern.compile("\"(assets/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

  private static TestApi api;

  @BeforeAll
  static void start() {
    api = TestApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  private static List<String> assetsOf(String page) {
    return ASSET
        .matcher(text(send(api.request(page))))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs"})
  void aPage_isHtmlThatMayRunNothingInline(String path) {
    HttpResponse<byte[]> page = send(api.request(path));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(text(page))
        .doesNotContainPattern(
            "<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=|\\{\\{|https?://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs"})
  void aPageThatIsTheSame_isNotSentAgain(String path) {
    String tag = header(send(api.request(path)), "ETag");

    HttpResponse<byte[]> again = send(api.request(path).header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs"})
  void whatAPageLoads_isThereForGoodAndTyped(String path) {
    assertThat(assetsOf(path))
        .isNotEmpty()
        .allSatisfy(
            asset -> {
              HttpResponse<byte[]> file = send(api.request("/" + asset));
              assertThat(file.statusCode()).isEqualTo(200);
              assertThat(header(file, "Cache-Control"))
                  .isEqualTo("public, max-age=31536000, immutable");
              assertThat(header(file, "Content-Type"))
                  .matches("(text/(javascript|css);charset=utf-8)|image/svg\\+xml;charset=utf-8");
              assertThat(file.body()).isNotEmpty();
            });
  }

  @Test
  void everySourceFile_isServed_andImportsWhatIsServed() throws IOException {
    WebFiles files = WebFiles.load();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      List<Path> scripts = sources.filter(file -> !file.toString().endsWith(".html")).toList();
      assertThat(scripts).hasSizeGreaterThan(20);
      assertThat(scripts)
          .allSatisfy(
              file -> {
                assertThat(files.has(file.getFileName().toString())).isTrue();
                assertThat(IMPORT.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .allSatisfy(line -> assertThat(files.has(imported(line))).isTrue());
              });
    }
  }

  private static String imported(String line) {
    return IMPORT.matcher(line).replaceFirst("$1");
  }

  @Test
  void aScript_isSentCompressed() throws IOException {
    String script =
        assetsOf("/").stream().filter(asset -> asset.endsWith("uplot.js")).findAny().orElseThrow();

    HttpResponse<byte[]> file = send(api.request("/" + script).header("Accept-Encoding", "gzip"));

    assertThat(header(file, "Content-Encoding")).isEqualTo("gzip");
    assertThat(file.body().length).isLessThan(30_000);
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(file.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains("uPlot");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/000000000000/style.css",
        "/assets/000000000000/pom.xml",
        "/assets/style.css"
      })
  void aFileOfAnotherRelease_isNotFound(String path) {
    TestApi.Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("not_found");
    assertThat(answer.header("Cache-Control")).isNotEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void headOfAPage_hasNoBody() {
    HttpResponse<byte[]> head =
        send(api.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void whatCachesKeep_isSaidToDependOnItsEncoding() {
    for (String path : List.of("/", "/docs", "/openapi.json", "/" + assetsOf("/").get(0))) {
      assertThat(header(send(api.request(path)), "Vary")).as(path).isEqualTo("Accept-Encoding");
    }
    assertThat(header(send(api.request("/api/gpus")), "Vary")).isNull();
  }
}
