package com.aluminatiai.workload.usecase.naming;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.UnknownName.Kind;
import com.aluminatiai.workload.port.NamingStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What owners call things. A glossary is looked up with every submission, so it is remembered for
 * two seconds: that long another replica may read the names that were before. Thread-safe.
 */
public final class OwnWords {
  private final NamingStore store;
  private final AcceleratorCatalogue catalogue;
  private final Clock clock;
  private final RecentGlossaries recent;
  private final RecentNotes notes;

  /**
   * Creates the use case.
   *
   * @param store where names are kept
   * @param catalogue what they may stand for
   * @param clock the time
   */
  public OwnWords(NamingStore store, AcceleratorCatalogue catalogue, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.clock = clock;
    this.recent = new RecentGlossaries(clock);
    this.notes = new RecentNotes(clock);
  }

  /**
   * Returns an owner's glossary, also while the storage is away.
   *
   * @param owner the owner
   * @return the glossary, and whether it is up to date
   */
  public KnownWords known(Owner owner) {
    return recent.of(owner, () -> Glossary.of(store.names(owner), store.sites(owner)));
  }

  /**
   * Returns an owner's names.
   *
   * @param owner the owner
   * @return the names
   * @throws StorageException if the storage cannot be reached
   */
  public OwnNames names(Owner owner) throws StorageException {
    return store.names(owner);
  }

  /**
   * Replaces all of an owner's names, unless something is wrong with them. What was stored by the
   * old names stays as it is.
   *
   * @param owner the owner
   * @param names the names
   * @return what is wrong; empty if they were replaced
   * @throws StorageException if the storage cannot be reached
   */
  public List<NameFault> replace(Owner owner, OwnNames names) throws StorageException {
    List<NameFault> faults = faults(names);
    if (faults.isEmpty()) {
      store.replaceNames(owner, names);
      recent.forget(owner);
    }
    return faults;
  }

  /**
   * Returns what is wrong with names.
   *
   * @param names all names of an owner
   * @return all faults; empty if they can be taken
   */
  public List<NameFault> faults(OwnNames names) {
    List<NameFault> faults = new ArrayList<>(faults("gpus", names.gpus()));
    faults.addAll(faults("partitions", names.partitions()));
    return List.copyOf(faults);
  }

  private List<NameFault> faults(String kind, Map<String, String> names) {
    List<NameFault> faults = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    names.forEach(
        (name, target) -> {
          String key = Glossary.key(name);
          String same = seen.putIfAbsent(key, name);
          Match<Accelerator> match = catalogue.find(target);
          if (key.isEmpty()) {
            faults.add(new NameFault(kind, name, "needs a letter or a digit"));
          } else if (same != null) {
            faults.add(new NameFault(kind, name, "is the same name as " + same));
          } else if (match.found().isEmpty()) {
            faults.add(new NameFault(kind, name, unknown(match)));
          }
        });
    return faults;
  }

  private static String unknown(Match<Accelerator> match) {
    String near =
        match.suggestions().stream().map(Accelerator::name).collect(Collectors.joining(", "));
    return "must stand for a name of the catalogue; "
        + (near.isEmpty() ? "GET /api/gpus lists them" : "did you mean " + near + "?");
  }

  /**
   * Returns the last names that were not understood.
   *
   * @param owner who wrote them
   * @return each name once, the last one first
   * @throws StorageException if the storage cannot be reached
   */
  public List<UnknownName> unknown(Owner owner) throws StorageException {
    return store.unknown(owner);
  }

  /**
   * Notes which of some names of accelerators the catalogue does not understand. That they cannot
   * be noted is no reason to refuse anything.
   *
   * @param owner who wrote them
   * @param gpuTypes the names, those of one's own resolved
   */
  public void noteGpus(Owner owner, Collection<String> gpuTypes) {
    note(owner, Kind.GPU, gpuTypes.stream().filter(this::isNotUnderstood).toList());
  }

  /**
   * Notes partitions of which nobody said what their accelerators are.
   *
   * @param owner who wrote them
   * @param partitions their names
   */
  public void notePartitions(Owner owner, Collection<String> partitions) {
    note(owner, Kind.PARTITION, partitions);
  }

  /**
   * Returns an owner's sites.
   *
   * @param owner the owner
   * @return the sites, by name
   * @throws StorageException if the storage cannot be reached
   */
  public List<OwnSite> sites(Owner owner) throws StorageException {
    return store.sites(owner);
  }

  /**
   * Stores a site, in the place of one of the same name. Workloads that named it keep the values
   * that they were estimated with.
   *
   * @param owner the owner
   * @param site the site; its region is one of the catalogue
   * @return false, and nothing stored, if it would be one too many
   * @throws StorageException if the storage cannot be reached
   */
  public boolean putSite(Owner owner, OwnSite site) throws StorageException {
    boolean isStored = store.putSite(owner, site);
    recent.forget(owner);
    return isStored;
  }

  /**
   * Deletes a site. Workloads that named it stay as they are.
   *
   * @param owner the owner
   * @param name its exact name
   * @return false if there is none
   * @throws StorageException if the storage cannot be reached
   */
  public boolean deleteSite(Owner owner, String name) throws StorageException {
    boolean isDeleted = store.deleteSite(owner, name);
    recent.forget(owner);
    return isDeleted;
  }

  /** What is said to be no accelerator was understood. */
  private boolean isNotUnderstood(String gpuType) {
    Match<Accelerator> match = catalogue.find(gpuType);
    return match.found().isEmpty() && match.kind() != Match.Kind.NO_ACCELERATOR;
  }

  private void note(Owner owner, Kind kind, Collection<String> names) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<UnknownName> fresh =
        names.stream()
            .filter(name -> notes.isDue(owner, kind, name))
            .limit(UnknownName.MOST)
            .map(name -> new UnknownName(kind, name, now))
            .toList();
    if (!fresh.isEmpty()) {
      try {
        store.noteUnknown(owner, fresh);
      } catch (StorageException away) {
        fresh.forEach(name -> notes.forget(owner, kind, name.name()));
      }
    }
  }
}
