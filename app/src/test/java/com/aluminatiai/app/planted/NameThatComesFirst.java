package com.aluminatiai.app.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Gives a file its name before it is on the disk, and has a loop of its own. */
final class NameThatComesFirst {
  private final ScheduledExecutorService loop = Executors.newScheduledThreadPool(1);

  void move(Path half, Path place) throws IOException {
    Files.move(half, place);
    loop.shutdown();
  }
}
