package com.aluminatiai.workload.usecase.clientcode;

import static java.util.stream.Collectors.joining;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.port.SnippetWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Programs with blanks, one resource for each language. They are the blanks that a {@link
 * SnippetWriter} leaves too; a line that ends in the comment {@code @with-workload-id} stays only
 * where there is a workload. What fills the blanks needs no escaping: a {@link BaseAddress} and a
 * UUID.
 */
final class ClientTemplates {
  private final Map<ClientLanguage, String> templates;

  private ClientTemplates(Map<ClientLanguage, String> templates) {
    this.templates = templates;
  }

  static ClientTemplates load() {
    Map<ClientLanguage, String> templates = new EnumMap<>(ClientLanguage.class);
    for (ClientLanguage language : ClientLanguage.values()) {
      templates.put(language, read(resource(language)));
    }
    return new ClientTemplates(templates);
  }

  String code(ClientLanguage language, BaseAddress address, Optional<UUID> workloadId) {
    String code =
        templates
            .get(language)
            .lines()
            .filter(line -> workloadId.isPresent() || !line.endsWith("@with-workload-id"))
            .map(line -> line.replaceFirst(" +(#|//) @with-workload-id$", ""))
            .collect(joining("\n", "", "\n"));
    return filled(code, address, workloadId);
  }

  /** Returns code with its blanks filled. */
  static String filled(String code, BaseAddress address, Optional<UUID> workloadId) {
    return code.replace(SnippetWriter.BASE_ADDRESS, address.text())
        .replace(SnippetWriter.WORKLOAD_ID, workloadId.map(UUID::toString).orElse(""));
  }

  private static String resource(ClientLanguage language) {
    return switch (language) {
      case PYTHON -> "client.py";
      case JAVASCRIPT -> "client.js";
      case TYPESCRIPT -> "client.ts";
      case CURL -> "client.sh";
    };
  }

  private static String read(String resource) {
    try (InputStream in = ClientTemplates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
