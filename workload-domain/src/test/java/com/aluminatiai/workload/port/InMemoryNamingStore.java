package com.aluminatiai.workload.port;

import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.UnknownName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What owners call things in memory, for tests. Keeps {@link NamingStoreContract}. */
public final class InMemoryNamingStore implements NamingStore {
  private final Map<Owner, OwnNames> names = new HashMap<>();
  private final Map<Owner, List<UnknownName>> unknown = new HashMap<>();
  private final Map<Owner, Map<String, OwnSite>> sites = new HashMap<>();

  /** Creates an empty store. */
  public InMemoryNamingStore() {}

  @Override
  public synchronized OwnNames names(Owner owner) {
    return names.getOrDefault(owner, OwnNames.NONE);
  }

  @Override
  public synchronized void replaceNames(Owner owner, OwnNames replacement) {
    names.put(owner, replacement);
  }

  @Override
  public synchronized void noteUnknown(Owner owner, List<UnknownName> noted) {
    List<UnknownName> all = unknown.computeIfAbsent(owner, key -> new ArrayList<>());
    for (UnknownName name : noted) {
      boolean isNewer =
          all.removeIf(old -> isSame(old, name) && !old.seenAt().isAfter(name.seenAt()));
      if (isNewer || all.stream().noneMatch(old -> isSame(old, name))) {
        all.add(name);
      }
    }
    all.sort(
        Comparator.comparing(UnknownName::seenAt)
            .reversed()
            .thenComparing(name -> name.kind().code())
            .thenComparing(UnknownName::name));
    if (all.size() > UnknownName.MOST) {
      all.subList(UnknownName.MOST, all.size()).clear();
    }
  }

  private static boolean isSame(UnknownName one, UnknownName other) {
    return one.kind() == other.kind() && one.name().equals(other.name());
  }

  @Override
  public synchronized List<UnknownName> unknown(Owner owner) {
    return List.copyOf(unknown.getOrDefault(owner, List.of()));
  }

  @Override
  public synchronized List<OwnSite> sites(Owner owner) {
    return List.copyOf(sites.getOrDefault(owner, Map.of()).values());
  }

  @Override
  public synchronized boolean putSite(Owner owner, OwnSite site) {
    Map<String, OwnSite> theirs = sites.computeIfAbsent(owner, key -> new TreeMap<>());
    if (theirs.size() == OwnSite.MOST && !theirs.containsKey(site.name())) {
      return false;
    }
    theirs.put(site.name(), site);
    return true;
  }

  @Override
  public synchronized boolean deleteSite(Owner owner, String name) {
    return sites.getOrDefault(owner, new TreeMap<>()).remove(name) != null;
  }
}
