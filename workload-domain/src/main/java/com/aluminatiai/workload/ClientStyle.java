package com.aluminatiai.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What client code does. */
public enum ClientStyle {
  /** Submits a workload, tries again safely, fetches it back. */
  SUBMIT("Submits a workload and fetches it back.", ClientLanguage.values()),
  /** Tells a job's life: that it runs, how, and how it ends. */
  TRACK("Tracks a job from its start to its end.", ClientLanguage.values()),
  /** A callback of Hugging Face's Trainer. */
  HUGGINGFACE("Tracks a training of Hugging Face's Trainer, as a callback.", ClientLanguage.PYTHON),
  /** A callback of Lightning. */
  LIGHTNING("Tracks a training of Lightning, as a callback.", ClientLanguage.PYTHON),
  /** Prolog and epilog of a Slurm cluster. */
  SLURM("Tracks the jobs of a Slurm cluster, by prolog and epilog.", ClientLanguage.PYTHON),
  /** A Job whose command stands within the tracker. */
  KUBERNETES("Tracks a Kubernetes Job, by a wrapper in its container.", ClientLanguage.PYTHON);

  private final String about;
  private final List<ClientLanguage> languages;

  ClientStyle(String about, ClientLanguage... languages) {
    this.about = about;
    this.languages = List.of(languages);
  }

  /**
   * Returns the name as it is written in JSON.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Says what the code does.
   *
   * @return one sentence
   */
  public String about() {
    return about;
  }

  /**
   * Returns the languages that there is such code in.
   *
   * @return at least one
   */
  public List<ClientLanguage> languages() {
    return languages;
  }

  /**
   * Finds a style by its name.
   *
   * @param name the name in any case
   * @return the style
   */
  public static Optional<ClientStyle> find(String name) {
    return Arrays.stream(values())
        .filter(style -> style.code().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
