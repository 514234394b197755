package com.aluminatiai.app.command;

import com.aluminatiai.app.track.TrackSettings;
import com.aluminatiai.app.track.TrackedCommand;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command and reports it to a service. */
final class TrackCommand implements Subcommand {
  private static final int DEFAULT_HEARTBEAT_SECONDS = 300;
  private static final List<String> TYPES =
      Arrays.stream(WorkloadType.values()).map(WorkloadType::code).toList();

  /** Options by the field of a submission that they state. */
  private static final Map<String, String> OPTIONS = options();

  private final Map<String, String> environment;

  TrackCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  private static Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--gpu", "gpu_type");
    options.put("--gpus", "num_gpus");
    options.put("--model-size-gb", "model_size_gb");
    options.put("--model", "model");
    options.put("--workload-type", "workload_type");
    options.put("--region", "region");
    options.put("--project", "project");
    options.put("--external-id", "external_id");
    options.put("--notes", "notes");
    return options;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "track",
            "Run a command and report its life to a service.",
            "The command's input, output, signals and exit status pass through. It is reported in"
                + " the background, with its GPUs as nvidia-smi says; a service that is away harms"
                + " nothing: what could not be sent is sent at the next run. The service is the"
                + " one of ALUMINATIAI_URL (else http://127.0.0.1:8080), with the key of"
                + " ALUMINATIAI_API_KEY.");
    // What follows the command's name is the command's.
    spec.parser().stopAtPositional(true);
    spec.addOption(Specs.text("--gpu", "NAME", "Accelerator, if nvidia-smi is not to say it."));
    spec.addOption(Specs.option("--gpus", "COUNT", Integer.class, "How many of them.").build());
    spec.addOption(Specs.number("--model-size-gb", "GB", "Size of the model's weights."));
    spec.addOption(Specs.text("--model", "NAME", "Name of the model."));
    spec.addOption(Specs.choice("--workload-type", "TYPE", TYPES, String.join(", ", TYPES) + "."));
    spec.addOption(
        Specs.text("--region", "REGION", "Where it runs: FR, US-CA, us-east-1, aws:us-east-1 ..."));
    spec.addOption(Specs.text("--project", "NAME", "Project."));
    spec.addOption(
        Specs.text("--external-id", "ID", "A name of one's own; host and a UUID if not given."));
    spec.addOption(Specs.text("--notes", "TEXT", "Notes."));
    spec.addOption(
        Specs.option("--field", "NAME=VALUE", String[].class, "Any other field of a submission.")
            .build());
    spec.addOption(
        Specs.option(
                "--heartbeat",
                "SECONDS",
                Integer.class,
                "Time between two reports, 10 to 86400; 300 if not given.")
            .build());
    spec.addOption(Specs.text("--url", "URL", "The service, in place of ALUMINATIAI_URL."));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("COMMAND")
            .type(String[].class)
            .arity("1..*")
            .description("The command and its arguments, behind --.")
            .build());
    Specs.examples(
        spec,
        Specs.JAR + " track --project demo -- python train.py --lr 3e-4",
        Specs.JAR + " track --gpu H100 --gpus 8 --region FR -- ./train.sh",
        Specs.JAR + " track --field gpu_fraction=0.5 -- python serve.py");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    if (!words.hasMatchedPositional(0)) {
      throw wrong(words, "Missing command: " + Specs.JAR + " track -- COMMAND");
    }
    TrackedCommand command =
        new TrackedCommand(
            settings(words),
            fields(words),
            message -> output.remarks().println("aluminatiai: " + message));
    return command.run(List.of(words.matchedPositionalValue(0, new String[0])));
  }

  private TrackSettings settings(ParseResult words) {
    int heartbeat = words.matchedOptionValue("--heartbeat", DEFAULT_HEARTBEAT_SECONDS);
    FieldForm.Whole form = (FieldForm.Whole) SpecField.HEARTBEAT_SECONDS.form();
    if (!form.takes(heartbeat)) {
      throw wrong(words, "--heartbeat " + SpecField.HEARTBEAT_SECONDS.rule());
    }
    Optional<String> url = Optional.ofNullable(words.matchedOptionValue("--url", null));
    try {
      return TrackSettings.of(environment, url, Duration.ofSeconds(heartbeat));
    } catch (IllegalArgumentException e) {
      throw wrong(words, (url.isPresent() ? "--url" : TrackSettings.URL) + " " + e.getMessage());
    }
  }

  private static Map<String, String> fields(ParseResult words) {
    Map<String, String> fields = new LinkedHashMap<>();
    OPTIONS.forEach(
        (option, field) -> {
          if (words.hasMatchedOption(option)) {
            fields.put(field, words.matchedOptionValue(option, (Object) "").toString());
          }
        });
    for (String stated : words.matchedOptionValue("--field", new String[0])) {
      int equals = stated.indexOf('=');
      if (equals < 1) {
        throw wrong(words, "--field must be NAME=VALUE, not " + stated);
      }
      fields.put(stated.substring(0, equals), stated.substring(equals + 1));
    }
    return fields;
  }

  private static ParameterException wrong(ParseResult words, String message) {
    return new ParameterException(words.commandSpec().commandLine(), message);
  }
}
