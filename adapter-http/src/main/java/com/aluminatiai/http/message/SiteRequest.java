package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The body that stores a site of one's own; null is what was left out. */
public record SiteRequest(
    String name,
    String region,
    @DecimalMin(value = "1", message = Rules.PUE) @DecimalMax(value = "5", message = Rules.PUE)
        Double pue,
    @DecimalMin(value = "0", message = Rules.GRID) @DecimalMax(value = "5", message = Rules.GRID)
        Double gridKgPerKwh,
    @DecimalMin(value = "0", message = Rules.PRICE)
        @DecimalMax(value = "100", message = Rules.PRICE)
        Double usdPerKwh,
    StatedFields fields) {
  private static final int MOST_NAME_CHARACTERS = 100;

  /** Those of the fields that every way in and out treats alike. */
  private static final Set<SpecField> FIELDS =
      EnumSet.of(
          SpecField.MARKET_KG_PER_KWH,
          SpecField.USD_PER_GPU_HOUR,
          SpecField.GPUS_PER_NODE,
          SpecField.HOST_WATTS_PER_GPU,
          SpecField.HOSTING);

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static SiteRequest read(
      String name,
      JsonValue.Fields body,
      Faults faults,
      RequestValidator validator,
      RegionNames regions) {
    FieldReader fields = new FieldReader(body, "", faults);
    if (!WorkloadSpec.isStorable(name) || WorkloadSpec.isBlank(name)) {
      faults.add("name", Rules.NOT_BLANK);
    } else if (WorkloadSpec.length(name) > MOST_NAME_CHARACTERS) {
      faults.add("name", Rules.length(MOST_NAME_CHARACTERS));
    }
    SiteRequest request =
        new SiteRequest(
            name,
            fields.text("region", StatedSite.MOST_REGION_CHARACTERS),
            fields.number("pue", Rules.PUE),
            fields.number("grid_kg_per_kwh", Rules.GRID),
            fields.number("usd_per_kwh", Rules.PRICE),
            StatedFields.read(fields, FIELDS));
    validator.check(request, "", faults);
    if (request.region != null) {
      regions.check(request.region, "region", faults);
    }
    // What is answered may be sent back.
    fields.ignore("name");
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  public OwnSite toCommand() {
    return new OwnSite(
        new StatedSite(
            Optional.ofNullable(region),
            optional(pue),
            optional(gridKgPerKwh),
            optional(usdPerKwh),
            Optional.of(name)),
        new Terms(
            fields.word(SpecField.HOSTING, Hosting::find),
            fields.number(SpecField.USD_PER_GPU_HOUR),
            fields.number(SpecField.MARKET_KG_PER_KWH)),
        fields.smallCount(SpecField.GPUS_PER_NODE),
        fields.number(SpecField.HOST_WATTS_PER_GPU));
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
