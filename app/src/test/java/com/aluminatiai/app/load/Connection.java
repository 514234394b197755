package com.aluminatiai.app.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept-alive connection that sends prepared bytes and counts the answer's, no more: client and
 * server share the machine's cores, and a comfortable client would be measured too.
 */
final class Connection implements Closeable {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int STATUS_BEGIN = "HTTP/1.1 ".length();
  private static final String LENGTH = "\r\ncontent-length:";
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int UNKNOWN = -1;
  private static final int CHUNKED = -2;

  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(MOST_BYTES);
  private int answerBytes;
  private int status;
  private long sentNanos;

  Connection(URI address, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends a request, which is small: it fits into the buffer of the socket. */
  void send(byte[] request) throws IOException {
    answer.clear();
    answerBytes = UNKNOWN;
    sentNanos = System.nanoTime();
    if (channel.write(ByteBuffer.wrap(request)) != request.length) {
      throw new IOException("the request is too large");
    }
  }

  /** Reads what has come, and returns whether that is the whole answer. */
  boolean receive() throws IOException {
    if (channel.read(answer) <= 0) {
      throw new IOException("the connection ended, or the answer is too long");
    }
    if (answerBytes == UNKNOWN) {
      readHead();
    }
    return answerBytes == CHUNKED ? endsWithLastChunk() : answer.position() == answerBytes;
  }

  private boolean endsWithLastChunk() {
    int begin = answer.position() - LAST_CHUNK.length;
    return begin >= 0 && ByteBuffer.wrap(LAST_CHUNK).equals(answer.slice(begin, LAST_CHUNK.length));
  }

  private void readHead() throws IOException {
    int begin = bodyBegin();
    if (begin != UNKNOWN) {
      String head = new String(answer.array(), 0, begin, StandardCharsets.ISO_8859_1);
      int length = contentLength(head);
      answerBytes = length == CHUNKED ? CHUNKED : begin + length;
      status = Integer.parseInt(head.substring(STATUS_BEGIN, STATUS_BEGIN + 3));
    }
  }

  private int bodyBegin() {
    for (int i = 3; i < answer.position(); i++) {
      if (answer.get(i) == '\n' && answer.get(i - 1) == '\r' && answer.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return UNKNOWN;
  }

  private static int contentLength(String head) {
    int begin = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (begin < 0) {
      return CHUNKED;
    }
    int end = head.indexOf('\r', begin + LENGTH.length());
    return Integer.parseInt(head.substring(begin + LENGTH.length(), end).trim());
  }

  /** Returns the status of the last answer. */
  int status() {
    return status;
  }

  /** Returns when the last request was sent. */
  long sentNanos() {
    return sentNanos;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
