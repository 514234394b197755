package com.aluminatiai.app.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where it is noted when keys were last used. */
final class KeyNotes {
  private static final int MOST_WAITING = 1_000;
  private static final long THREAD_IDLE_SECONDS = 10;

  private KeyNotes() {}

  /** Returns one thread, which is there while there is something to note, and refuses too much. */
  static ExecutorService thread() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread daemon = new Thread(task, "key-notes");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }
}
