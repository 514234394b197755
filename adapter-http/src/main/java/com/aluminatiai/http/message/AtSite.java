package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.Optional;

/** The site of one's own that a request names, and whether it states a region that is not its. */
record AtSite(Optional<OwnSite> own, boolean isElsewhere) {
  static final AtSite NONE = new AtSite(Optional.empty(), false);

  /** Looks a site up; an unknown one is a fault. */
  static AtSite of(
      Optional<String> name, String region, KnownNames names, String field, Faults faults) {
    Optional<OwnSite> found = name.flatMap(stated -> names.site(stated, field, faults));
    return new AtSite(found, found.filter(site -> names.isElsewhere(region, site)).isPresent());
  }

  /** Fills in what a specification leaves out. */
  WorkloadSpec in(WorkloadSpec spec) {
    return own.map(site -> site.in(spec, isElsewhere)).orElse(spec);
  }
}
