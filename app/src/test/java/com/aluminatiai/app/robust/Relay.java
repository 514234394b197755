package com.aluminatiai.app.robust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and the servers on this machine, and can be cut. Of several servers each
 * connection gets the next one that takes it, as behind a proxy.
 */
final class Relay implements AutoCloseable {
  private final int[] targets;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private int next;

  Relay(int... targets) throws IOException {
    this.targets = targets;
    listen(0);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void listen(int port) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ServerSocket mine = listener;
    daemon(() -> accept(mine));
  }

  private void accept(ServerSocket mine) {
    while (!mine.isClosed()) {
      try {
        Socket client = mine.accept();
        open.add(client);
        Socket server = connect();
        open.add(server);
        if (mine.isClosed()) {
          // Cut after the client was taken: what was open then did not hold these two.
          client.close();
          server.close();
        }
        daemon(() -> pump(client, server));
        daemon(() -> pump(server, client));
      } catch (IOException e) {
        // Cut, or the server refuses: the next client tries again.
      }
    }
  }

  private Socket connect() throws IOException {
    IOException failure = new IOException("no server");
    for (int attempt = 0; attempt < targets.length; attempt++) {
      next = (next + 1) % targets.length;
      try {
        return new Socket(InetAddress.getLoopbackAddress(), targets[next]);
      } catch (IOException refused) {
        failure = refused;
      }
    }
    throw failure;
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One side is gone, and by closing the other one knows.
    }
    open.remove(from);
    open.remove(to);
  }

  /** From now on connections are refused, and those that were open are broken. */
  void cut() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  void mend() throws IOException {
    listen(port());
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
