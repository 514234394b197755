package com.aluminatiai.workload;

import com.aluminatiai.estimation.AcceleratorCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an owner's own names mean, looked up as the catalogue looks up its names. A name is looked
 * up once: what it stands for is a name of the catalogue. Immutable.
 */
public final class Glossary {
  /** Nothing has a name of one's own. */
  public static final Glossary EMPTY = of(OwnNames.NONE, List.of());

  private final Map<String, String> gpus;
  private final Map<String, String> partitions;
  private final Map<String, OwnSite> sites;

  private Glossary(
      Map<String, String> gpus, Map<String, String> partitions, Map<String, OwnSite> sites) {
    this.gpus = gpus;
    this.partitions = partitions;
    this.sites = sites;
  }

  /**
   * Makes a glossary.
   *
   * @param names the owner's own names; of two that differ in spelling alone the first counts
   * @param sites the owner's sites
   * @return the glossary
   */
  public static Glossary of(OwnNames names, List<OwnSite> sites) {
    return new Glossary(
        byKey(names.gpus()),
        byKey(names.partitions()),
        sites.stream().collect(Collectors.toUnmodifiableMap(OwnSite::name, site -> site)));
  }

  /**
   * Returns this glossary for what has the catalogue's names already.
   *
   * @return the sites alone
   */
  public Glossary withoutNames() {
    return new Glossary(Map.of(), Map.of(), sites);
  }

  /**
   * Returns this glossary with a site more.
   *
   * @param site the site, in place of one of that name
   * @return another glossary
   */
  public Glossary with(OwnSite site) {
    Map<String, OwnSite> all = new HashMap<>(sites);
    all.put(site.name(), site);
    return new Glossary(gpus, partitions, Map.copyOf(all));
  }

  /**
   * Finds a site.
   *
   * @param name its exact name
   * @return the site; empty if there is none of that name
   */
  public Optional<OwnSite> site(String name) {
    return Optional.ofNullable(sites.get(name));
  }

  /**
   * Returns the names of all sites.
   *
   * @return the names
   */
  public Set<String> sites() {
    return sites.keySet();
  }

  private static Map<String, String> byKey(Map<String, String> names) {
    Map<String, String> byKey = new HashMap<>();
    names.forEach((name, target) -> byKey.putIfAbsent(key(name), target));
    return byKey;
  }

  /**
   * Returns what of a name counts when it is looked up.
   *
   * @param name a name
   * @return its key: two spellings of a name have the same
   */
  public static String key(String name) {
    return AcceleratorCatalogue.key(name);
  }

  /**
   * Finds what an accelerator's name stands for.
   *
   * @param name an accelerator as somebody wrote it
   * @return the catalogue's name; empty if it is no name of one's own
   */
  public Optional<String> gpu(String name) {
    return gpus.isEmpty() ? Optional.empty() : Optional.ofNullable(gpus.get(key(name)));
  }

  /**
   * Finds the accelerators of a partition.
   *
   * @param name the partition's name
   * @return the catalogue's name of its accelerators; empty if nobody said it
   */
  public Optional<String> partition(String name) {
    return partitions.isEmpty() ? Optional.empty() : Optional.ofNullable(partitions.get(key(name)));
  }
}
