package com.aluminatiai.workload.usecase.clientcode;

import static java.util.stream.Collectors.joining;

import com.aluminatiai.workload.ClientLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Programs with slots, one resource for each file. A line that ends in the comment {@code
 * @with-workload-id} stays only where there is a workload; the comment {@code @example} gives way to
 * the fields of an example, a line each; {@code @file} and a name to that file. Address and id need no escaping: a {@link BaseAddress} and
 * a UUID. Thread-safe.
 */
final class ClientTemplates {
  private static final String ADDRESS = "__BASE_ADDRESS__";
  private static final String WORKLOAD_ID = "__WORKLOAD_ID__";
  private static final String GPUS = "__NUM_GPUS__";
  private static final String FILE = "@file ";

  private final ConcurrentHashMap<String, List<String>> read = new ConcurrentHashMap<>();

  /**
   * Returns a file with its slots filled.
   *
   * @param resource the file
   * @param language in which language the example is written
   */
  String code(
      String resource,
      ClientLanguage language,
      BaseAddress address,
      Optional<UUID> workloadId,
      CodeExample example) {
    return lines(resource)
        .filter(line -> workloadId.isPresent() || !line.endsWith("@with-workload-id"))
        .map(line -> line.replaceFirst(" +(#|//) @with-workload-id$", ""))
        .map(line -> line.replace(ADDRESS, address.text()))
        .map(line -> line.replace(GPUS, Long.toString(example.gpus())))
        .map(line -> line.replace(WORKLOAD_ID, workloadId.map(UUID::toString).orElse("")))
        .flatMap(
            line -> line.endsWith("@example") ? fields(line, language, example) : Stream.of(line))
        .collect(joining("\n", "", "\n"));
  }

  /** Another file takes the place of a line that names it, as far to the right. */
  private Stream<String> lines(String resource) {
    return read.computeIfAbsent(resource, ClientTemplates::read).stream()
        .flatMap(
            line ->
                line.strip().startsWith(FILE)
                    ? lines(line.strip().substring(FILE.length()))
                        .map(inner -> inner.isEmpty() ? inner : indent(line) + inner)
                    : Stream.of(line));
  }

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  private static Stream<String> fields(String line, ClientLanguage language, CodeExample example) {
    String indent = indent(line);
    boolean isScript =
        language == ClientLanguage.JAVASCRIPT || language == ClientLanguage.TYPESCRIPT;
    String quote = isScript ? "" : "\"";
    List<String> lines =
        example.fields().entrySet().stream()
            .map(
                field ->
                    indent
                        + quote
                        + field.getKey()
                        + quote
                        + ": "
                        + CodeLiteral.of(field.getValue(), language))
            .toList();
    return language == ClientLanguage.CURL
        ? Stream.of(String.join(",\n", lines))
        : lines.stream().map(field -> field + ",");
  }

  private static List<String> read(String resource) {
    try (InputStream in = ClientTemplates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
