package com.aluminatiai.workload.usecase.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.InMemoryBulkWorkloads;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Progress;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TransferWorkloadsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

  private final AtomicLong lastId = new AtomicLong();
  private final TransferWorkloads transfer =
      new TransferWorkloads(
          new InMemoryBulkWorkloads(new InMemoryWorkloadStore(CLOCK)),
          new WorkloadEstimator(Estimator.standard(), Method.FALLBACK),
          this::nextStamp);

  private Stamp nextStamp() {
    return new Stamp(new UUID(0x7000, lastId.incrementAndGet()), CLOCK.instant());
  }

  private static ImportRow good(long line, Optional<String> externalId) {
    WorkloadSpec spec =
        new WorkloadSpec(
            70,
            8,
            "H100",
            72,
            OptionalDouble.of(85),
            false,
            Optional.empty(),
            Optional.empty(),
            StatedSite.NONE,
            new Labels(Optional.empty(), Optional.empty(), externalId, Optional.empty()));
    Measurement measured = new Measurement(431.2, Measurement.Boundary.NODE);
    return new ImportRow.Read(line, spec.withMeasurement(Optional.of(measured)), Status.COMPLETED);
  }

  private static ImportRow bad(long line) {
    return new ImportRow.Faulty(
        line, List.of(new ImportFault(line, Optional.of("num_gpus"), "is required")));
  }

  private static Source source(ImportRow... rows) {
    Iterator<ImportRow> all = Stream.of(rows).iterator();
    return () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty();
  }

  private ImportReport importAll(Mode mode, Source source) throws Exception {
    return transfer.importAll(Owner.NOBODY, mode, source, report -> {});
  }

  private List<ExportedWorkload> exported() throws Exception {
    List<ExportedWorkload> all = new ArrayList<>();
    transfer.export(Owner.NOBODY, WorkloadFilter.ALL, all::add);
    return all;
  }

  @Test
  void importAll_goodAndBadLines_takesTheGoodAndTellsOfTheBad() throws Exception {
    ImportReport report =
        importAll(
            Mode.EACH_LINE,
            source(
                good(2, Optional.empty()),
                bad(3),
                good(4, Optional.of("a")),
                good(5, Optional.of("a"))));

    assertThat(report)
        .isEqualTo(
            new ImportReport(
                2, 1, 1, List.of(new ImportFault(3, Optional.of("num_gpus"), "is required"))));
    // 700 W x 8 x 72 h x 0.85 x 1.3 / 1000
    assertThat(exported()).hasSize(2);
    assertThat(exported().get(0).headline().kwh()).isCloseTo(445.536, within(1e-9));
    assertThat(exported().get(0).status()).isEqualTo(Status.COMPLETED);
    assertThat(exported().get(0).spec().measurement())
        .contains(new Measurement(431.2, Measurement.Boundary.NODE));
  }

  @Test
  void importAll_atomicWithABadLine_takesNothing() throws Exception {
    ImportReport report = importAll(Mode.ATOMIC, source(good(2, Optional.empty()), bad(3), bad(4)));

    assertThat(report.imported()).isZero();
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(exported()).isEmpty();
  }

  @Test
  void importAll_atomicWithAnExternalIdThatIsThereAtTheEnd_countsItAsSkipped() throws Exception {
    ImportReport report =
        importAll(
            Mode.ATOMIC,
            source(
                good(2, Optional.of("a")), good(3, Optional.of("a")), good(4, Optional.empty())));

    assertThat(report).isEqualTo(new ImportReport(2, 1, 0, List.of()));
    assertThat(exported()).hasSize(2);
  }

  @Test
  void importAll_manyBadLines_countsAllAndTellsOfAHundred() throws Exception {
    ImportReport report =
        importAll(
            Mode.EACH_LINE,
            source(
                LongStream.rangeClosed(2, 251)
                    .mapToObj(TransferWorkloadsTest::bad)
                    .toArray(ImportRow[]::new)));

    assertThat(report.rejected()).isEqualTo(250);
    assertThat(report.faults()).hasSize(100);
    assertThat(report.faults().get(99).line()).isEqualTo(101);
  }

  @Test
  void importAll_sourceBreaksOff_keepsWholeChunksUnlessAtomic() throws Exception {
    for (Mode mode : List.of(Mode.ATOMIC, Mode.EACH_LINE)) {
      AtomicLong line = new AtomicLong(1);
      Source breaking =
          () -> {
            if (line.incrementAndGet() > 6_000) {
              throw new IOException("cut off");
            }
            return Optional.of(good(line.get(), Optional.empty()));
          };

      assertThatThrownBy(() -> importAll(mode, breaking)).isInstanceOf(IOException.class);

      assertThat(exported()).hasSize(mode == Mode.ATOMIC ? 0 : 5_000);
    }
  }

  /** Stores nothing, by way of what a test does. */
  private static final class Storing implements BulkWorkloads, BulkWorkloads.Intake {
    private final Callable<Integer> adding;
    private int closed;

    Storing(Callable<Integer> adding) {
      this.adding = adding;
    }

    @Override
    public Intake intake(Owner owner, boolean isAtomic) {
      return this;
    }

    @Override
    public int add(List<Workload> workloads) throws StorageException {
      try {
        return adding.call();
      } catch (StorageException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Map<String, Ran> find(Collection<String> externalIds) {
      return Map.of();
    }

    @Override
    public long commit() {
      return 0;
    }

    @Override
    public void close() {
      closed++;
    }

    @Override
    public void export(Owner owner, WorkloadFilter filter, Receiver receiver) {}
  }

  private ImportReport importInto(BulkWorkloads storage, Source source) throws Exception {
    return importInto(storage, source, report -> {});
  }

  private ImportReport importInto(BulkWorkloads storage, Source source, Progress progress)
      throws Exception {
    return new TransferWorkloads(
            storage, new WorkloadEstimator(Estimator.standard(), Method.FALLBACK), this::nextStamp)
        .importAll(Owner.NOBODY, Mode.EACH_LINE, source, progress);
  }

  private static Source goodLines(int count, LongConsumer heard) {
    AtomicLong line = new AtomicLong(1);
    return () -> {
      heard.accept(line.incrementAndGet());
      return line.get() > count + 1
          ? Optional.empty()
          : Optional.of(good(line.get(), Optional.empty()));
    };
  }

  @Test
  void importAll_whileAChunkIsStored_readsOn() throws Exception {
    CountDownLatch isFarther = new CountDownLatch(1);
    Storing waiting =
        new Storing(
            () -> {
              assertThat(isFarther.await(30, TimeUnit.SECONDS)).isTrue();
              return 5_000;
            });

    ImportReport report =
        importInto(
            waiting,
            goodLines(
                10_000,
                line -> {
                  if (line > 6_000) {
                    isFarther.countDown();
                  }
                }));

    assertThat(report.imported()).isEqualTo(10_000);
    assertThat(report.skipped()).isZero();
  }

  @Test
  void importAll_sourceBreaksWhileAChunkIsStored_tellsOfThatChunk() {
    CountDownLatch isBroken = new CountDownLatch(1);
    Storing waiting =
        new Storing(
            () -> {
              assertThat(isBroken.await(30, TimeUnit.SECONDS)).isTrue();
              return 5_000;
            });
    Source lines = goodLines(6_000, line -> {});
    Source broken =
        () -> {
          Optional<ImportRow> line = lines.next();
          if (line.isEmpty()) {
            isBroken.countDown();
            throw new IOException("cut off");
          }
          return line;
        };
    AtomicLong imported = new AtomicLong();

    assertThatThrownBy(() -> importInto(waiting, broken, report -> imported.set(report.imported())))
        .isInstanceOf(IOException.class);

    assertThat(imported).hasValue(5_000);
  }

  @Test
  void importAll_sourceBreaksWhileAChunkCannotBeStored_tellsOfThoseBefore() {
    AtomicLong chunks = new AtomicLong();
    Storing failing =
        new Storing(
            () -> {
              if (chunks.incrementAndGet() == 2) {
                throw new StorageException("away", null);
              }
              return 4_000;
            });
    Source lines = goodLines(10_000, line -> {});
    Source broken =
        () -> {
          Optional<ImportRow> line = lines.next();
          if (line.isEmpty()) {
            throw new IOException("cut off");
          }
          return line;
        };
    List<ImportReport> heard = new ArrayList<>();

    assertThatThrownBy(() -> importInto(failing, broken, heard::add))
        .hasMessage("cut off")
        .satisfies(
            cutOff ->
                assertThat(cutOff.getSuppressed()).extracting("message").containsExactly("away"));

    assertThat(heard.get(heard.size() - 1)).isEqualTo(new ImportReport(4_000, 1_000, 0, List.of()));
  }

  @Test
  void importAll_storageFails_tellsWhoeverImports() {
    for (int count : new int[] {10, 5_000, 12_000}) {
      Storing failing =
          new Storing(
              () -> {
                throw new StorageException("away", null);
              });
      assertThatThrownBy(() -> importInto(failing, goodLines(count, line -> {})))
          .isInstanceOf(StorageException.class)
          .hasMessage("away");
      assertThat(failing.closed).isEqualTo(1);
    }
  }

  @Test
  void importAll_manyLines_isToldOfAtEachChunkAndNotAtEachLine() throws Exception {
    Storing storing = new Storing(() -> 5_000);
    Source good = goodLines(12_000, line -> {});
    Iterator<ImportRow> bad = List.of(bad(1)).iterator();
    List<ImportReport> heard = new ArrayList<>();

    importInto(storing, () -> bad.hasNext() ? Optional.of(bad.next()) : good.next(), heard::add);

    // 12,000 lines are two chunks of 5,000; the last 2,000 are told at the end.
    assertThat(heard).hasSize(2).allMatch(soFar -> soFar.rejected() == 1);
    assertThat(storing.closed).isEqualTo(1);
  }

  @Test
  void importAll_atomicAfterABadLine_isToldOfNothing() throws Exception {
    List<ImportReport> heard = new ArrayList<>();

    transfer.importAll(
        Owner.NOBODY, Mode.ATOMIC, source(bad(2), good(3, Optional.empty())), heard::add);

    assertThat(heard).isEmpty();
  }

  @Test
  void importAll_storageFailsAfterABadLine_tellsOfThatLine() {
    AtomicLong chunks = new AtomicLong();
    Storing failing =
        new Storing(
            () -> {
              if (chunks.incrementAndGet() == 2) {
                throw new StorageException("away", null);
              }
              return 5_000;
            });
    Source good = goodLines(10_000, line -> {});
    Iterator<ImportRow> bad = List.of(bad(10_002)).iterator();
    List<ImportReport> heard = new ArrayList<>();

    assertThatThrownBy(
            () ->
                importInto(
                    failing,
                    () -> {
                      Optional<ImportRow> row = good.next();
                      return row.isEmpty() && bad.hasNext() ? Optional.of(bad.next()) : row;
                    },
                    heard::add))
        .hasMessage("away");

    assertThat(heard.get(heard.size() - 1).rejected()).isEqualTo(1);
  }

  @Test
  void importAll_storageFailsInTheMiddle_tellsOfWhatIsStored() {
    for (int count : new int[] {10_000, 12_000, 17_000}) {
      AtomicLong chunks = new AtomicLong();
      Storing failing =
          new Storing(
              () -> {
                if (chunks.incrementAndGet() == 2) {
                  throw new StorageException("away", null);
                }
                return 4_000;
              });
      List<ImportReport> heard = new ArrayList<>();

      assertThatThrownBy(() -> importInto(failing, goodLines(count, line -> {}), heard::add))
          .hasMessage("away");

      assertThat(heard.get(heard.size() - 1))
          .isEqualTo(new ImportReport(4_000, 1_000, 0, List.of()));
    }
  }
}
