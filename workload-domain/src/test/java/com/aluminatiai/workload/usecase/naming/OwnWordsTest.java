package com.aluminatiai.workload.usecase.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.UnknownName.Kind;
import com.aluminatiai.workload.port.InMemoryNamingStore;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.NamingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OwnWordsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryNamingStore memory = new InMemoryNamingStore();
  private final AtomicBoolean isAway = new AtomicBoolean();
  private final AtomicInteger calls = new AtomicInteger();
  private final Owner alice = Owner.user(UUID.randomUUID());
  private final OwnWords words = words();

  private OwnWords words() {
    NamingStore store =
        (NamingStore)
            Proxy.newProxyInstance(
                NamingStore.class.getClassLoader(),
                new Class<?>[] {NamingStore.class},
                (proxy, method, arguments) -> {
                  calls.incrementAndGet();
                  if (isAway.get()) {
                    throw new StorageException("away", null);
                  }
                  try {
                    return method.invoke(memory, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new OwnWords(store, Estimator.standard().accelerators(), clock);
  }

  private static OwnNames gpus(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return new OwnNames(names, Map.of());
  }

  @Test
  void known_readsTheNamesAsTheCatalogueReadsItsOwn() throws StorageException {
    words.replace(
        alice, new OwnNames(Map.of("A100-L", "A100 SXM 80GB"), Map.of("GPU short", "T4")));

    KnownWords known = words.known(alice);

    assertThat(known.glossary().gpu("a100_l")).contains("A100 SXM 80GB");
    assertThat(known.glossary().gpu("nvidia.com/gpu.product=A100L")).contains("A100 SXM 80GB");
    assertThat(known.glossary().gpu("A100")).isEmpty();
    assertThat(known.glossary().partition("gpu-short")).contains("T4");
    assertThat(words.known(Owner.NOBODY).glossary().gpu("a100l")).isEmpty();
  }

  @Test
  void known_withinTwoSeconds_readsOnce() {
    words.known(alice);
    clock.advance(Duration.ofMillis(1_999));
    words.known(alice);
    // Names and sites are read apart.
    assertThat(calls.get()).isEqualTo(2);

    clock.advance(Duration.ofMillis(1));
    words.known(alice);
    assertThat(calls.get()).isEqualTo(4);
  }

  @Test
  void known_afterAReplacement_isNewAtOnce() throws StorageException {
    words.known(alice);
    words.replace(alice, gpus("a100l", "A100 SXM 80GB"));

    assertThat(words.known(alice).glossary().gpu("a100l")).contains("A100 SXM 80GB");
  }

  @Test
  void known_storageAway_isTheLastAndSaysSo() throws StorageException {
    words.replace(alice, gpus("a100l", "A100 SXM 80GB"));
    words.known(alice);
    isAway.set(true);
    clock.advance(Duration.ofSeconds(2));

    KnownWords known = words.known(alice);

    assertThat(known.glossary().gpu("a100l")).contains("A100 SXM 80GB");
    assertThatThrownBy(known::requireCurrent).isInstanceOf(StorageException.class);
    assertThat(words.known(Owner.NOBODY).glossary().gpu("a100l")).isEmpty();
  }

  @Test
  void replace_wrongNames_tellsEachAndReplacesNothing() throws StorageException {
    words.replace(alice, gpus("kept", "H100"));

    List<NameFault> faults =
        words.replace(
            alice,
            new OwnNames(
                gpus("---", "H100", "a100l", "A100 SXM 80GB", "A100-L", "H100").gpus(),
                Map.of("short", "B900")));

    assertThat(faults)
        .extracting(fault -> fault.kind() + "." + fault.name() + " " + fault.message())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("gpus.--- needs a letter or a digit"),
            second -> assertThat(second).isEqualTo("gpus.A100-L is the same name as a100l"),
            third ->
                assertThat(third)
                    .startsWith(
                        "partitions.short must stand for a name of the catalogue; did you"));
    assertThat(words.names(alice)).isEqualTo(gpus("kept", "H100"));
  }

  @Test
  void noteGpus_notesWhatNobodyUnderstands_onceAMinute() throws StorageException {
    words.noteGpus(alice, List.of("H100", "none", "b900", "a1000x"));
    clock.advance(Duration.ofSeconds(59));
    int before = calls.get();
    words.noteGpus(alice, List.of("b900"));
    assertThat(calls.get()).isEqualTo(before);

    clock.advance(Duration.ofSeconds(1));
    words.noteGpus(alice, List.of("b900"));
    words.notePartitions(alice, List.of("short"));

    assertThat(words.unknown(alice))
        .containsExactly(
            new UnknownName(Kind.GPU, "b900", NOON.plusSeconds(60)),
            new UnknownName(Kind.PARTITION, "short", NOON.plusSeconds(60)),
            new UnknownName(Kind.GPU, "a1000x", NOON));
  }

  @Test
  void noteGpus_storageAway_refusesNothingAndNotesLater() throws StorageException {
    isAway.set(true);
    words.noteGpus(alice, List.of("b900"));
    isAway.set(false);
    words.noteGpus(alice, List.of("b900"));

    assertThat(words.unknown(alice)).containsExactly(new UnknownName(Kind.GPU, "b900", NOON));
  }
}
