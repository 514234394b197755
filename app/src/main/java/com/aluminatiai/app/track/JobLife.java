package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reports one job from its start to its end, in threads of its own. What is known stands in a file
 * first: that alone is needed to tell the service later.
 */
final class JobLife {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT_AT_THE_END = Duration.ofSeconds(2);
  private static final double NANOS_PER_SECOND = 1e9;

  private final TrackedFields fields;
  private final Gpus gpus;
  private final Service service;
  private final Spool spool;
  private final Duration heartbeat;
  private final Consumer<String> remarks;
  private final InstantSource dayClock;
  // Runs on while the clock of the day is put right, and stands still while a laptop sleeps.
  private final LongSupplier nanoTime;
  private final Instant startedAt;
  private final long startNanos;

  private final CountDownLatch isKnown = new CountDownLatch(1);
  private final CountDownLatch isOver = new CountDownLatch(1);
  private final CountDownLatch isTold = new CountDownLatch(1);
  private final Mean percent = new Mean();
  private final Mean watts = new Mean();
  private volatile Optional<ObjectNode> file = Optional.empty();
  private final ReentrantLock opening = new ReentrantLock();
  private boolean isOpened;
  private volatile boolean isAway;

  JobLife(
      TrackedFields fields,
      Gpus gpus,
      Service service,
      Spool spool,
      Duration heartbeat,
      Consumer<String> remarks,
      Begin begin,
      InstantSource dayClock,
      LongSupplier nanoTime) {
    this.fields = fields;
    this.gpus = gpus;
    this.service = service;
    this.spool = spool;
    this.heartbeat = heartbeat;
    this.remarks = remarks;
    this.dayClock = dayClock;
    this.nanoTime = nanoTime;
    this.startedAt = begin.at();
    this.startNanos = begin.nanos();
  }

  /** When the job began, by the clock of the day and by one that only goes on. */
  record Begin(Instant at, long nanos) {}

  void start() {
    Thread reports = new Thread(this::report, "track-reports");
    reports.setDaemon(true);
    reports.start();
  }

  private void report() {
    try {
      Optional<ObjectNode> job = fields.submission(gpus.now(), startedAt, heartbeat);
      if (job.isEmpty()) {
        remarks.accept("not tracked: no GPU was found; state --gpu and --gpus");
        return;
      }
      ObjectNode begun = spool.begin(job.get(), startedAt);
      spool.write(begun, seconds(), dayClock.instant());
      file = Optional.of(begun);
    } finally {
      isKnown.countDown();
    }
    try {
      if (isOver.getCount() > 0) {
        send(this::open);
        spool.sendEarlier(service, () -> isOver.getCount() == 0);
        reportUntilOver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reportUntilOver() throws InterruptedException {
    Duration look = LOOK.compareTo(heartbeat) < 0 ? LOOK : heartbeat;
    long lastReport = nanoTime.getAsLong();
    Mean percentSince = new Mean();
    Mean wattsSince = new Mean();
    while (!isOver.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
      var now = gpus.now();
      synchronized (this) {
        percent.add(now, Gpus.Gpu::percent);
        watts.add(now, Gpus.Gpu::watts);
      }
      percentSince.add(now, Gpus.Gpu::percent);
      wattsSince.add(now, Gpus.Gpu::watts);
      if (nanoTime.getAsLong() - lastReport >= heartbeat.toNanos() && keep()) {
        lastReport = nanoTime.getAsLong();
        ObjectNode report = file.orElseThrow().objectNode();
        percentSince.put(report, "utilization_pct");
        wattsSince.put(report, "gpu_watts");
        if (send(() -> heartbeat(report))) {
          percentSince = new Mean();
          wattsSince = new Mean();
        }
      }
    }
  }

  /** Keeps what is known by now; not once the job is over, when its end is kept. */
  private synchronized boolean keep() {
    if (isOver.getCount() == 0) {
      return false;
    }
    spool.write(file.orElseThrow(), seconds(), dayClock.instant());
    return true;
  }

  /** Ends the job, and waits a moment at most until the service knows it. */
  void end(String status) {
    double ran = seconds();
    isOver.countDown();
    Thread teller =
        new Thread(
            () -> {
              finish(status, ran);
              isTold.countDown();
            },
            "track-end");
    teller.setDaemon(true);
    teller.start();
    try {
      if (!isTold.await(LONGEST_WAIT_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
        remarks.accept("the end is told at the next run");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(String status, double ran) {
    try {
      isKnown.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (file.isEmpty()) {
      return;
    }
    ObjectNode end = JobEnd.of(status, startedAt, dayClock.instant(), ran);
    synchronized (this) {
      percent.put(end, "utilization_pct");
      watts.put(end, "gpu_watts");
      file.get().set("end", end);
      spool.write(file.get(), ran, dayClock.instant());
    }
    if (!isAway) {
      send(() -> tell(end));
    }
  }

  private interface Sending {
    void send() throws IOException, Service.RefusedException;
  }

  /** Once: whoever comes while it is under way waits for it. */
  private void open() throws IOException, Service.RefusedException {
    opening.lock();
    try {
      if (!isOpened) {
        service.open(job());
        isOpened = true;
      }
    } finally {
      opening.unlock();
    }
  }

  private void heartbeat(ObjectNode report) throws IOException, Service.RefusedException {
    open();
    service.report(job(), report);
  }

  private void tell(ObjectNode end) throws IOException, Service.RefusedException {
    open();
    service.end(job(), end);
    spool.forget(file.orElseThrow());
  }

  private ObjectNode job() {
    return (ObjectNode) file.orElseThrow().path("job");
  }

  private boolean send(Sending sending) {
    try {
      sending.send();
      isAway = false;
      return true;
    } catch (Service.RefusedException e) {
      remarks.accept(e.getMessage());
      isAway = true;
      if (e.isFinal()) {
        spool.forget(file.orElseThrow());
      }
    } catch (IOException e) {
      isAway = true;
      remarks.accept("no answer from %s; it is kept for the next run".formatted(service.address()));
    }
    return false;
  }

  private double seconds() {
    return (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND;
  }
}
