package com.aluminatiai.http.file;

import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.wire.Shown;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where CodeCarbon's runs were, and tells of places that are not known. */
final class CodeCarbonPlaces {
  /** The countries of which it names states and provinces. */
  private static final Set<String> PARTED = Set.of("US", "CA");

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private final RegionCatalogue regions;
  private final Omissions omissions;

  CodeCarbonPlaces(RegionCatalogue regions, Omissions omissions) {
    this.regions = regions;
    this.omissions = omissions;
  }

  /** The cloud's region if it is known, else the state or province, else the country; else none. */
  String of(CodeCarbonLine run) {
    String cloud =
        Stream.of(run.get("cloud_provider"), run.get("cloud_region"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(":"));
    String place = inACountry(run, !cloud.isEmpty());
    if (cloud.isEmpty()) {
      return place;
    }
    if (regions.find(cloud).found().isPresent()) {
      return cloud;
    }
    unknown(run, cloud, place);
    return place;
  }

  private String inACountry(CodeCarbonLine run, boolean isInACloud) {
    String country = run.get("country_iso_code");
    String part = run.get("region");
    Optional<Region> found = regions.find(country).found();
    if (found.isEmpty()) {
      String name =
          Stream.of(country, part)
              .filter(word -> !word.isEmpty())
              .collect(Collectors.joining(", "));
      if (!name.isEmpty() && !isInACloud) {
        unknown(run, name, "");
      }
      return "";
    }
    if (part.isEmpty() || !PARTED.contains(found.get().code())) {
      return country;
    }
    Optional<Region> inside = part(found.get(), part);
    if (inside.isEmpty() && !isInACloud) {
      unknown(run, country + ", " + part, country);
    }
    return inside.map(Region::code).orElse(country);
  }

  /** Georgia is a state where the country says so. */
  private Optional<Region> part(Region country, String name) {
    String inside = country.code() + "-";
    return regions.all().stream()
        .filter(region -> region.code().startsWith(inside))
        .filter(region -> plain(region.name()).equalsIgnoreCase(plain(name)))
        .findFirst()
        .or(() -> regions.find(name).found().filter(found -> found.code().startsWith(inside)));
  }

  private static String plain(String name) {
    return ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
  }

  private void unknown(CodeCarbonLine run, String name, String instead) {
    omissions.remarkOnce(
        run.number(),
        "names a place that is not known, \""
            + Shown.text(name)
            + "\": "
            + (instead.isEmpty() ? "no region is taken" : instead + " is taken"));
  }
}
