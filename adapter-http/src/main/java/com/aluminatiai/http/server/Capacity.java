package com.aluminatiai.http.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much the server takes in at once, so that no number of clients fills its memory.
 *
 * @param connections most connections
 * @param smallBodyBytes most bytes of small bodies, see {@link BodyBudget}
 * @param largeBodies most large bodies
 */
record Capacity(int connections, long smallBodyBytes, int largeBodies) {
  /**
   * What a connection may hold: a head of 16 KiB in a buffer and as text that grows by doubling,
   * and itself.
   */
  private static final long CONNECTION_BYTES = 64 * 1024;

  /** What a large body takes while it is read and parsed. */
  private static final long LARGE_BODY_BYTES = 2L * 1024 * 1024;

  private static final int LEAST_CONNECTIONS = 64;
  private static final int MOST_CONNECTIONS = 16_384;
  private static final int LEAST_LARGE_BODIES = 4;
  private static final int MOST_LARGE_BODIES = 32;

  /** The database, files and libraries need descriptors too. */
  private static final long OTHER_DESCRIPTORS = 256;

  /**
   * Shares out the heap: at most half of it is for connections, an eighth for small bodies, an
   * eighth for large ones. The rest is the program's own.
   *
   * @param heapBytes the largest heap
   * @param descriptors how many files and sockets the process may open
   */
  static Capacity of(long heapBytes, long descriptors) {
    long connections = Math.min(heapBytes / 2 / CONNECTION_BYTES, descriptors - OTHER_DESCRIPTORS);
    return new Capacity(
        clamp(connections, LEAST_CONNECTIONS, MOST_CONNECTIONS),
        heapBytes / 8,
        clamp(heapBytes / 8 / LARGE_BODY_BYTES, LEAST_LARGE_BODIES, MOST_LARGE_BODIES));
  }

  static Capacity ofThisProcess() {
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return of(Runtime.getRuntime().maxMemory(), descriptors);
  }

  private static int clamp(long count, int least, int most) {
    return (int) Math.max(least, Math.min(most, count));
  }
}
