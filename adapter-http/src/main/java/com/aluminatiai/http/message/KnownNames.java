package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Misspelling;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.OwnSite;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names that a caller may use.
 *
 * @param regions those of regions
 * @param own the caller's own, asked for when the first name is looked up
 */
public record KnownNames(RegionNames regions, Supplier<Glossary> own) {
  /** Returns the catalogue's name of an accelerator that has one of the caller's; null for null. */
  String gpu(String written) {
    return written == null ? null : own.get().gpu(written).orElse(written);
  }

  /** Finds a site of the caller's; an unknown one is a fault. */
  Optional<OwnSite> site(String name, String field, Faults faults) {
    Optional<OwnSite> site = own.get().site(name);
    if (site.isEmpty()) {
      faults.add(
          field,
          "is not known; "
              + Misspelling.nearest(name, own.get().sites())
                  .map(near -> "did you mean " + near + "?")
                  .orElse("PUT /api/sites/{name} makes one, GET /api/sites lists them"));
    }
    return site;
  }

  /**
   * Returns these names and that of a site of which nothing is known.
   *
   * @param name the site's name
   */
  public KnownNames withSite(String name) {
    return new KnownNames(regions, () -> own.get().with(OwnSite.named(name)));
  }

  /** Whether a stated region is another than a site's. */
  boolean isElsewhere(String stated, OwnSite site) {
    Optional<Region> ofSite = site.place().region().flatMap(regions::find);
    return ofSite.isPresent()
        && stated != null
        && regions
            .find(stated)
            .filter(region -> !region.code().equals(ofSite.get().code()))
            .isPresent();
  }
}
