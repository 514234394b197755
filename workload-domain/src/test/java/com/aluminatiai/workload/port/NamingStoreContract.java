package com.aluminatiai.workload.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.UnknownName.Kind;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link NamingStore} keeps, whatever it is made of. */
public abstract class NamingStoreContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final OwnSite FULL =
      new OwnSite(
          new StatedSite(
              Optional.of("FR"),
              OptionalDouble.of(1.1),
              OptionalDouble.of(0.30000000000000004),
              OptionalDouble.of(0.1),
              Optional.of("Hall \"7\"")),
          new Terms(Optional.of(Hosting.OWN), OptionalDouble.of(2.5), OptionalDouble.of(0.02)),
          OptionalInt.of(8),
          OptionalDouble.of(120.5));

  private final Owner alice = Owner.user(UUID.randomUUID());
  private final Owner bob = Owner.user(UUID.randomUUID());
  private NamingStore store;

  /** For subclasses. */
  protected NamingStoreContract() {}

  /**
   * Returns an empty store.
   *
   * @return the store
   */
  protected abstract NamingStore emptyStore();

  @BeforeEach
  final void openStore() {
    store = emptyStore();
  }

  private static OwnSite site(String name) {
    StatedSite place =
        new StatedSite(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(name));
    return new OwnSite(place, Terms.NONE, OptionalInt.empty(), OptionalDouble.empty());
  }

  @Test
  void names_nothingWasSaid_areNone() throws StorageException {
    assertThat(store.names(alice)).isEqualTo(OwnNames.NONE);
  }

  @Test
  void replaceNames_replacesAllOfOneOwner_inTheirOrder() throws StorageException {
    Map<String, String> gpus = new LinkedHashMap<>();
    gpus.put("zeta", "H100");
    gpus.put("a100l \"x\" \\ ü 🚀", "A100 SXM 80GB");
    store.replaceNames(bob, new OwnNames(Map.of("mine", "L4"), Map.of()));
    store.replaceNames(alice, new OwnNames(Map.of("old", "T4"), Map.of("gone", "T4")));

    store.replaceNames(alice, new OwnNames(gpus, Map.of("gpu-short", "V100-SXM2-32GB")));

    assertThat(store.names(alice))
        .isEqualTo(new OwnNames(gpus, Map.of("gpu-short", "V100-SXM2-32GB")));
    assertThat(store.names(alice).gpus().keySet()).containsExactly("zeta", "a100l \"x\" \\ ü 🚀");
    assertThat(store.names(bob).gpus()).containsExactly(Map.entry("mine", "L4"));
    assertThat(store.names(Owner.NOBODY)).isEqualTo(OwnNames.NONE);
  }

  @Test
  void noteUnknown_again_keepsEachNameOnceAndTheLastFirst() throws StorageException {
    UnknownName first = new UnknownName(Kind.GPU, "weird", NOON);
    store.noteUnknown(alice, List.of(first, new UnknownName(Kind.PARTITION, "weird", NOON)));
    UnknownName later = new UnknownName(Kind.GPU, "weird", NOON.plusSeconds(5));
    store.noteUnknown(alice, List.of(later, new UnknownName(Kind.GPU, "odd", NOON.plusSeconds(1))));
    store.noteUnknown(alice, List.of(first));
    store.noteUnknown(bob, List.of(new UnknownName(Kind.GPU, "bob's", NOON)));

    assertThat(store.unknown(alice))
        .containsExactly(
            later,
            new UnknownName(Kind.GPU, "odd", NOON.plusSeconds(1)),
            new UnknownName(Kind.PARTITION, "weird", NOON));
  }

  @Test
  void noteUnknown_more_keepsTheLastHundred() throws StorageException {
    for (int part = 0; part < 3; part++) {
      int from = part * 50;
      store.noteUnknown(
          alice,
          IntStream.range(from, from + 50)
              .mapToObj(i -> new UnknownName(Kind.GPU, "name " + i, NOON.plusSeconds(i)))
              .toList());
    }

    // Of 150 names 100 are kept: the last, number 149, to number 50.
    assertThat(store.unknown(alice)).hasSize(100);
    assertThat(store.unknown(alice).get(0).name()).isEqualTo("name 149");
    assertThat(store.unknown(alice).get(99).name()).isEqualTo("name 50");
  }

  @Test
  void putSite_again_replacesIt() throws StorageException {
    store.putSite(alice, FULL);
    store.putSite(alice, site("b"));
    store.putSite(bob, site("bob's"));
    assertThat(store.sites(alice)).containsExactly(FULL, site("b"));

    assertThat(store.putSite(alice, site(FULL.name()))).isTrue();

    assertThat(store.sites(alice)).containsExactly(site(FULL.name()), site("b"));
  }

  @Test
  void putSite_oneTooMany_isRefused() throws StorageException {
    for (int i = 0; i < OwnSite.MOST; i++) {
      assertThat(store.putSite(alice, site("site " + i))).isTrue();
    }

    assertThat(store.putSite(alice, site("one more"))).isFalse();
    assertThat(store.putSite(alice, site("site 7"))).isTrue();
    assertThat(store.sites(alice)).hasSize(OwnSite.MOST);
  }

  @Test
  void deleteSite_othersStay() throws StorageException {
    store.putSite(alice, site("a"));
    store.putSite(bob, site("a"));

    assertThat(store.deleteSite(alice, "a")).isTrue();
    assertThat(store.deleteSite(alice, "a")).isFalse();

    assertThat(store.sites(alice)).isEmpty();
    assertThat(store.sites(bob)).containsExactly(site("a"));
  }
}
