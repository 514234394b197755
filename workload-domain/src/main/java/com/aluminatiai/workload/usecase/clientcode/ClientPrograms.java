package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Puts programs together: which files a style has in a language, and what is said of them. */
final class ClientPrograms {
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

  ClientCode of(ClientLanguage language, ClientStyle style, Slots slots) {
    CodeExample example = slots.example().asSubmission();
    String code =
        templates.code(resource(language), language, slots.address(), slots.workloadId(), example);
    return new ClientCode(
        code,
        language,
        style,
        List.of(),
        ClientCodeTexts.explanation(language, slots.explanation()),
        slots.by().toLowerCase(Locale.ROOT),
        ClientCodeTexts.usage(language));
  }

  private static String resource(ClientLanguage language) {
    return switch (language) {
      case PYTHON -> "client.py";
      case JAVASCRIPT -> "client.js";
      case TYPESCRIPT -> "client.ts";
      case CURL -> "client.sh";
    };
  }
}
