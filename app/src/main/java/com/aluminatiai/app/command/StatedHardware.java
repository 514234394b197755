package com.aluminatiai.app.command;

import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.Hardware;
import com.aluminatiai.workload.SpecField;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options that say more of the hardware than its name and number. */
final class StatedHardware {
  private static final String FRACTION = "--gpu-fraction";
  private static final String WATTS = "--gpu-watts";
  private static final String LIMIT = "--power-limit";
  private static final String PER_NODE = "--gpus-per-node";
  private static final String HOST = "--host-watts";

  private StatedHardware() {}

  static void addOptions(CommandSpec spec) {
    spec.addOption(
        Specs.number(
            FRACTION,
            "SHARE",
            "Share of each accelerator that the job had, more than 0, at most 1; wins over the"
                + " share that the name says."));
    spec.addOption(
        Specs.number(
            WATTS,
            "WATTS",
            "Measured mean power of one whole accelerator; used in place of its rating and"
                + " utilization."));
    spec.addOption(
        Specs.number(LIMIT, "WATTS", "Power limit of each accelerator (nvidia-smi -pl)."));
    spec.addOption(
        Specs.option(
                PER_NODE, "COUNT", Integer.class, "Accelerators that share one machine, 1 to 1024.")
            .build());
    spec.addOption(
        Specs.number(
            HOST, "WATTS", "Power of the rest of the machine, for each of its accelerators."));
  }

  /**
   * Reads the options.
   *
   * @throws ParameterException if a figure is out of its range
   */
  static Hardware read(ParseResult words) {
    return new Hardware(
        number(words, FRACTION, SpecField.GPU_FRACTION),
        number(words, WATTS, SpecField.GPU_WATTS),
        number(words, LIMIT, SpecField.POWER_LIMIT_WATTS),
        perNode(words),
        number(words, HOST, SpecField.HOST_WATTS_PER_GPU));
  }

  private static OptionalDouble number(ParseResult words, String option, SpecField field) {
    if (!words.hasMatchedOption(option)) {
      return OptionalDouble.empty();
    }
    double number = words.matchedOptionValue(option, 0.0);
    if (!((FieldForm.Decimal) field.form()).takes(number)) {
      throw wrong(words, option, field, Double.toString(number));
    }
    return OptionalDouble.of(number);
  }

  private static OptionalInt perNode(ParseResult words) {
    if (!words.hasMatchedOption(PER_NODE)) {
      return OptionalInt.empty();
    }
    int many = words.matchedOptionValue(PER_NODE, 0);
    if (!((FieldForm.Whole) SpecField.GPUS_PER_NODE.form()).takes(many)) {
      throw wrong(words, PER_NODE, SpecField.GPUS_PER_NODE, Integer.toString(many));
    }
    return OptionalInt.of(many);
  }

  private static ParameterException wrong(
      ParseResult words, String option, SpecField field, String actual) {
    return new ParameterException(
        words.commandSpec().commandLine(), option + " " + field.rule() + ", not " + actual);
  }
}
