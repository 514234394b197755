package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that say which part of a device they mean: MIG profiles as tools print them ({@code NVIDIA
 * A100-SXM4-80GB MIG 1g.10gb}, {@code a100_3g.20gb}), virtual GPUs ({@code NVIDIA A10-8Q}, {@code
 * A100DX-1-10C}) and devices that are shared without saying how ({@code NVIDIA-A10-SHARED}).
 */
final class SliceNames {
  private static final char NO_SEPARATOR = 0;

  /** Compute instance, compute slices and GB in a name; the rest names the device. */
  private static final Pattern MIG =
      Pattern.compile(
          "(?i)(?:^|[^a-z0-9])(?:mig[^a-z0-9]*)?(?:([1-7])c[^a-z0-9]?)?([1-7])g[^a-z0-9]?"
              + "([0-9]{1,3})gb(?:[^a-z0-9](?:me|gfx|all))*(?::[0-9]+)?(?=$|[^a-z0-9])");

  private static final Pattern MIG_WORD = Pattern.compile("(?i)(?:^|[^a-z0-9])mig(?=$|[^a-z0-9])");

  private static final String SHARED_WORD =
      "(?<word>mig|shared|mps|time[^a-z0-9]?(?:sliced?|slicing|shared|sharing))";

  /** A device, or a slice of one, that is cut further without saying how. */
  private static final Pattern PART =
      Pattern.compile("(?i)^(?<name>.*[a-z0-9].*?)[^a-z0-9]+" + SHARED_WORD + "[^a-z0-9]*$");

  private static final Pattern PART_OF =
      Pattern.compile("(?i)^[^a-z0-9]*" + SHARED_WORD + "[^a-z0-9]+(?<name>.*[a-z0-9].*)$");

  private static final Pattern VIRTUAL =
      Pattern.compile(
          "(?i)^(?:(?:nvidia|grid|vgpu)[^a-z0-9]+)*"
              + "((?:rtx[^a-z0-9]+)?[a-z]+[0-9]+[a-z]*(?:[^a-z0-9]ada)?)[^a-z0-9]"
              + "(?:([1-7])[^a-z0-9])?([0-9]{1,3})[qcba](?:me)?$");

  private static final int USUAL_MIG_SLICES = 7;

  private static final String SHARED_DEVICE =
      "is a device that several jobs share: the whole %s is assumed; state gpu_fraction, the job's"
          + " share of it";

  private static final String SHARED_SLICE =
      "is a slice that several jobs share: the whole slice of %s is assumed; state gpu_fraction,"
          + " the job's share of the device";

  private static final String WITHOUT_ITS_DEVICE =
      "is a slice of a device that its name does not say; write it as A100-MIG-1g.5gb, or state"
          + " gpu_type and gpu_fraction";

  private final Function<String, Match<Accelerator>> devices;
  private final Map<String, OptionalInt> migSlices = new HashMap<>();
  private final Map<String, String> virtualNames = new HashMap<>();

  /**
   * Reads the table.
   *
   * @param devices finds a device by a name without a slice
   */
  SliceNames(List<SliceRow> rows, Function<String, Match<Accelerator>> devices) {
    this.devices = devices;
    for (SliceRow row : rows) {
      switch (row.kind()) {
        case MIG -> migSlices.put(row.acceleratorId(), row.slices());
        case VGPU ->
            virtualNames.put(NameText.normalised(row.name(), NO_SEPARATOR), row.acceleratorId());
      }
    }
  }

  /** Returns the device and the part of it that a name means, if it is the name of a part. */
  Optional<Match<Accelerator>> find(String name) {
    return shared(PART, name)
        .or(() -> mig(name))
        .or(() -> virtual(name))
        .or(() -> shared(PART_OF, name));
  }

  private Optional<Match<Accelerator>> mig(String name) {
    Matcher profile = MIG.matcher(name);
    if (!profile.find()) {
      return Optional.empty();
    }
    int slices = Integer.parseInt(profile.group(2));
    int memoryGb = Integer.parseInt(profile.group(3));
    String rest = name.substring(0, profile.start()) + " " + name.substring(profile.end());
    Match<Accelerator> device =
        device(MIG_WORD.matcher(rest).replaceAll(" ").strip(), slices, memoryGb);
    if (device.found().isEmpty()) {
      return Optional.of(Match.none(device.suggestions(), device.kind(), WITHOUT_ITS_DEVICE));
    }
    int computing = profile.group(1) == null ? slices : Integer.parseInt(profile.group(1));
    double all = slicesOf(device.found().get(), slices, memoryGb);
    return Optional.of(sliced(device, Math.min(computing, slices) / all, memoryGb));
  }

  /** The device of that name with the memory that the profile gives away, else of that name. */
  private Match<Accelerator> device(String name, int slices, int memoryGb) {
    int parts =
        switch (slices) {
          case 1 -> 8;
          case 2 -> 4;
          case 3, 4 -> 2;
          default -> 1;
        };
    Match<Accelerator> exact = devices.apply(name + " " + parts * memoryGb + "GB");
    return exact.kind() == Match.Kind.EXACT ? exact : devices.apply(name);
  }

  private double slicesOf(Accelerator device, int slices, int memoryGb) {
    OptionalInt own = migSlices.getOrDefault(device.id(), OptionalInt.of(USUAL_MIG_SLICES));
    return own.isPresent()
        ? Math.max(own.getAsInt(), slices)
        : Math.max(slices, Math.rint(slices * device.memoryGb().orElseThrow() / memoryGb));
  }

  private Optional<Match<Accelerator>> virtual(String name) {
    Matcher type = VIRTUAL.matcher(name);
    if (!type.matches()) {
      return Optional.empty();
    }
    String word = type.group(1);
    Match<Accelerator> device =
        devices.apply(virtualNames.getOrDefault(NameText.normalised(word, NO_SEPARATOR), word));
    double memoryGb = Integer.parseInt(type.group(3));
    OptionalDouble ofDevice =
        device.found().map(Accelerator::memoryGb).orElse(OptionalDouble.empty());
    if (ofDevice.isEmpty() || memoryGb > ofDevice.getAsDouble() || memoryGb == 0) {
      return Optional.empty();
    }
    double fraction =
        type.group(2) == null
            ? memoryGb / ofDevice.getAsDouble()
            : Integer.parseInt(type.group(2))
                / slicesOf(device.found().get(), Integer.parseInt(type.group(2)), (int) memoryGb);
    return Optional.of(sliced(device, Math.min(1, fraction), memoryGb));
  }

  private static Match<Accelerator> sliced(
      Match<Accelerator> device, double fraction, double memoryGb) {
    OptionalDouble memory = memoryGb > 0 ? OptionalDouble.of(memoryGb) : OptionalDouble.empty();
    // That a whole board is assumed is not true of a slice.
    Match<Accelerator> silent = device.kind() == Match.Kind.EXACT ? device.remarked("") : device;
    return silent.sliced(new Slice(fraction, memory));
  }

  /** A device that is shared, or a slice that is: a MIG slice that several containers use. */
  private Optional<Match<Accelerator>> shared(Pattern pattern, String name) {
    Matcher part = pattern.matcher(name);
    if (!part.matches()) {
      return Optional.empty();
    }
    String rest = part.group("name");
    Match<Accelerator> device =
        mig(rest).or(() -> virtual(rest)).orElseGet(() -> devices.apply(rest));
    if (device.slice().isPresent() && part.group("word").equalsIgnoreCase("mig")) {
      return Optional.of(device);
    }
    return device
        .found()
        .map(
            found ->
                device.remarked(
                    String.format(
                        Locale.ROOT,
                        device.slice().isPresent() ? SHARED_SLICE : SHARED_DEVICE,
                        found.name())));
  }
}
