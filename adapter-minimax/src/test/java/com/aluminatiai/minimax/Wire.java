package com.aluminatiai.minimax;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One connection of the fake server: enough HTTP/1.1 to read requests, and to answer them badly.
 */
final class Wire {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private long leftBytes;
  private Runnable end = () -> {};

  /** A request as it came. */
  record Request(String method, String path, Map<String, String> headers, String body) {}

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Reads the next request; empty at the end of the connection. */
  Optional<Request> read() throws IOException {
    String start = line();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] parts = start.split(" ");
    return Optional.of(new Request(parts[0], parts[1], headers, body));
  }

  /**
   * Sets what is done once when the request ends: before the last byte of its answer is written,
   * and before the connection is closed. Later would be too late: whoever has the answer, or sees
   * the connection closed, may ask again at once.
   */
  void atEnd(Runnable work) {
    end = work;
  }

  /** Ends the request, unless it has ended. */
  void end() {
    Runnable work = end;
    end = () -> {};
    work.run();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  void answer(int status, String body, String... headers) throws IOException {
    answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  void answer(int status, byte[] body, String... headers) throws IOException {
    head(status, body.length, headers);
    write(body);
  }

  void head(int status, long length, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Fake\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    head.append("trace-id: fake-trace-1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    leftBytes = length;
  }

  /** Writes a part of the body that was promised; without a promise the last part of all. */
  void write(byte[] bytes) throws IOException {
    leftBytes -= bytes.length;
    if (leftBytes <= 0) {
      end();
    }
    out.write(bytes);
    out.flush();
  }

  /** Waits until the other side gives up; false if it is still there after the time. */
  boolean isAbortedWithin(int millis) {
    try {
      socket.setSoTimeout(millis);
      try {
        return in.read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } finally {
        socket.setSoTimeout(0);
      }
    } catch (IOException e) {
      return true;
    }
  }

  void close() throws IOException {
    end();
    socket.close();
  }

  /** Closes so that the other side sees a reset. */
  void reset() throws IOException {
    end();
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
