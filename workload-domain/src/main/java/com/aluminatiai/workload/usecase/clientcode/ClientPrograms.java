package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.usecase.clientcode.ClientCode.CodeFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Puts programs together: which files a style has in a language, and what is said of them. */
final class ClientPrograms {
  private static final Part TRACKER = Part.of("aluminatiai.py", ClientLanguage.PYTHON);

  private final ClientTemplates templates = new ClientTemplates();

  /**
   * What is filled in.
   *
   * @param address the API's base address
   * @param workloadId a workload to fetch
   * @param example fields that are known; empty for none
   * @param explanation a model's words
   * @param by who filled the slots
   */
  record Slots(
      BaseAddress address,
      Optional<UUID> workloadId,
      CodeExample example,
      Optional<String> explanation,
      String by) {}

  /**
   * A file of a program.
   *
   * @param name its name
   * @param resource its template
   * @param literals in which language values are written in it
   */
  private record Part(String name, String resource, ClientLanguage literals) {
    static Part of(String name, ClientLanguage literals) {
      return new Part(name, name, literals);
    }
  }

  ClientCode of(ClientLanguage language, ClientStyle style, Slots slots) {
    CodeExample example =
        style == ClientStyle.SUBMIT ? slots.example().asSubmission() : slots.example().asJob();
    List<CodeFile> files =
        parts(language, style).stream()
            .map(part -> new CodeFile(part.name(), code(part, slots, example)))
            .toList();
    return new ClientCode(
        files.get(0).code(),
        language,
        style,
        files.size() == 1 ? List.of() : files,
        ClientCodeTexts.explanation(language, style, slots.explanation()),
        slots.by().toLowerCase(Locale.ROOT),
        ClientCodeTexts.usage(language, style));
  }

  private String code(Part part, Slots slots, CodeExample example) {
    return templates.code(
        part.resource(), part.literals(), slots.address(), slots.workloadId(), example);
  }

  /** The main file first. */
  private static List<Part> parts(ClientLanguage language, ClientStyle style) {
    return switch (style) {
      case SUBMIT -> List.of(Part.of(client(language), language));
      case TRACK -> List.of(Part.of(tracker(language), language));
      case HUGGINGFACE -> List.of(Part.of("aluminatiai_huggingface.py", language), TRACKER);
      case LIGHTNING -> List.of(Part.of("aluminatiai_lightning.py", language), TRACKER);
      case SLURM ->
          List.of(
              new Part("prolog.sh", "slurm_prolog.sh", ClientLanguage.CURL),
              new Part("epilog.sh", "slurm_epilog.sh", ClientLanguage.CURL));
      case KUBERNETES -> List.of(Part.of("job.yaml", language));
    };
  }

  private static String client(ClientLanguage language) {
    return switch (language) {
      case PYTHON -> "client.py";
      case JAVASCRIPT -> "client.js";
      case TYPESCRIPT -> "client.ts";
      case CURL -> "client.sh";
    };
  }

  private static String tracker(ClientLanguage language) {
    return switch (language) {
      case PYTHON -> "aluminatiai.py";
      case JAVASCRIPT -> "aluminatiai.mjs";
      case TYPESCRIPT -> "aluminatiai.ts";
      case CURL -> "track.sh";
    };
  }
}
