package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Free space that is left to PostgreSQL itself. A server whose volume is full stops, and may not
 * start again: before that, nobody else writes. Looks at the volume once a second at most.
 * Thread-safe.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final long MOST_BYTES = 256L << 20;

  /** A small volume keeps this share instead. */
  private static final int SHARE = 10;

  private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path folder;
  private final LongSupplier nanoTime;
  private long lookedAtNanos;
  private boolean hasRoom = true;

  Reserve(Path folder) {
    this(folder, System::nanoTime);
  }

  Reserve(Path folder, LongSupplier nanoTime) {
    this.folder = folder;
    this.nanoTime = nanoTime;
    this.lookedAtNanos = nanoTime.getAsLong() - BETWEEN_LOOKS_NANOS;
  }

  /** Returns whether more than the reserve is free. */
  synchronized boolean hasRoom() {
    long now = nanoTime.getAsLong();
    if (now - lookedAtNanos >= BETWEEN_LOOKS_NANOS) {
      lookedAtNanos = now;
      look();
    }
    return hasRoom;
  }

  private void look() {
    try {
      FileStore volume = Files.getFileStore(folder);
      long freeBytes = volume.getUsableSpace();
      long reserveBytes = Math.min(MOST_BYTES, volume.getTotalSpace() / SHARE);
      boolean hadRoom = hasRoom;
      hasRoom = isEnough(freeBytes, reserveBytes, hadRoom);
      if (hadRoom && !hasRoom) {
        LOG.error(
            "Only {} MB are free in {}: nothing is stored until more than {} MB are",
            freeBytes >> 20,
            folder,
            comeback(reserveBytes) >> 20);
      } else if (!hadRoom && hasRoom) {
        LOG.info("{} MB are free in {}: storing again", freeBytes >> 20, folder);
      }
    } catch (IOException e) {
      // What cannot be measured is no reason to refuse: PostgreSQL will say what is wrong.
      LOG.debug("The free space in {} cannot be told", folder, e);
      hasRoom = true;
    }
  }

  /** What was too little has to grow by a quarter, so that it does not change back and forth. */
  static boolean isEnough(long freeBytes, long reserveBytes, boolean hadRoom) {
    return hadRoom ? freeBytes >= reserveBytes : freeBytes > comeback(reserveBytes);
  }

  private static long comeback(long reserveBytes) {
    return reserveBytes + reserveBytes / 4;
  }
}
