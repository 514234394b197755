package com.aluminatiai.minimax;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The chat address: one POST, bounded in time and size. Thread-safe. */
final class Endpoint {
  /*
   * HttpRequest.timeout ends with the headers on JDK 17: a body that trickles in runs for ever. So the
   * whole exchange is a future that is waited for and then cancelled, which closes the connection.
   * HTTP/1.1, because that is what this was measured on. Redirects are not followed: the key would travel.
   */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI address;
  private final String authorization;
  private final Duration callTimeout;

  /** What came back, unread. */
  record RawAnswer(int status, HttpHeaders headers, byte[] body) {}

  Endpoint(MinimaxSettings settings, Duration callTimeout) {
    this.address = URI.create(settings.baseUrl() + "/chat/completions");
    this.authorization = "Bearer " + settings.apiKey();
    this.callTimeout = callTimeout;
  }

  RawAnswer post(byte[] body, Deadline deadline) throws ChatProblem, InterruptedException {
    Duration remaining = deadline.remaining();
    boolean isLast = remaining.compareTo(callTimeout) <= 0;
    Duration wait = isLast ? remaining : callTimeout;
    if (wait.isNegative() || wait.isZero()) {
      throw new ChatProblem(Trouble.TIMEOUT, "deadline");
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(body), head -> new CappedBody(MOST_BODY_BYTES));
    try {
      HttpResponse<byte[]> response = exchange.get(wait.toNanos(), TimeUnit.NANOSECONDS);
      return new RawAnswer(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      throw isLast
          ? new ChatProblem(Trouble.TIMEOUT, "deadline", e)
          : new ChatProblem(Trouble.TRANSIENT, "call timed out", e);
    } catch (ExecutionException e) {
      throw broken(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private static ChatProblem broken(Throwable cause) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof CappedBody.TooLargeException) {
        return new ChatProblem(Trouble.BROKEN_ANSWER, "body too large", cause);
      }
    }
    return new ChatProblem(Trouble.TRANSIENT, cause.getClass().getSimpleName(), cause);
  }

  private HttpRequest request(byte[] body) {
    return HttpRequest.newBuilder(address)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }
}
