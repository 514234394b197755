package com.aluminatiai.app.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until a service says that it is ready. */
final class Readiness {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Readiness() {}

  static void await(URI address) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpRequest ready = HttpRequest.newBuilder(address.resolve("/health/ready")).build();
    while (CLIENT.send(ready, BodyHandlers.discarding()).statusCode() != 200) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IOException("not ready: " + address);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
