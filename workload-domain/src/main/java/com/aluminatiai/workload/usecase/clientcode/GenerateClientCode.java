package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.port.SnippetWriter;
import com.aluminatiai.workload.usecase.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Writes client code for the API: an AI's if there is one, it answers in time and what it wrote
 * passes the {@link SnippetGate}, else the template's. Thread-safe.
 */
public final class GenerateClientCode {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** A writer that does not heed interruption holds its thread; this many may do so at once. */
  private static final int MOST_WRITERS = 8;

  private final Supplier<URI> baseAddress;
  private final Optional<SnippetWriter> writer;
  private final Duration deadline;
  private final Semaphore freeWriters = new Semaphore(MOST_WRITERS);
  private final ClientTemplates templates = ClientTemplates.load();

  /**
   * Creates the use case for an address that is known.
   *
   * @param baseAddress the API's base address, {@code http://127.0.0.1:8080} for instance
   * @param writer the AI that writes code, if there is one
   * @throws IllegalArgumentException if the address is no plain http or https address
   */
  public GenerateClientCode(URI baseAddress, Optional<SnippetWriter> writer) {
    this(constant(BaseAddress.of(baseAddress).uri()), writer);
  }

  /**
   * Creates the use case for an address that is known only once the server listens.
   *
   * @param baseAddress gives the API's base address; is asked for each piece of code
   * @param writer the AI that writes code, if there is one
   */
  public GenerateClientCode(Supplier<URI> baseAddress, Optional<SnippetWriter> writer) {
    this(baseAddress, writer, DEADLINE);
  }

  /**
   * Returns whether code can be written for an API at an address.
   *
   * @param address any address
   * @return true if it is http or https with host, port and path alone, in plain characters
   */
  public static boolean isBaseAddress(URI address) {
    return BaseAddress.isPlain(address);
  }

  GenerateClientCode(Supplier<URI> baseAddress, Optional<SnippetWriter> writer, Duration deadline) {
    this.baseAddress = baseAddress;
    this.writer = writer;
    this.deadline = deadline;
  }

  /**
   * Writes a program that submits a workload and fetches it back.
   *
   * @param language the language
   * @param workloadId a workload that the program fetches too
   * @return the program
   * @throws IllegalArgumentException if the base address is no plain http or https address
   */
  public ClientCode generate(ClientLanguage language, Optional<UUID> workloadId) {
    BaseAddress address = BaseAddress.of(baseAddress.get());
    return writer
        .flatMap(ai -> written(ai, language, address, workloadId))
        .orElseGet(
            () ->
                new ClientCode(
                    templates.code(language, address, workloadId),
                    language,
                    ClientCodeTexts.ofTemplate(language),
                    "template",
                    ClientCodeTexts.usage(language)));
  }

  private Optional<ClientCode> written(
      SnippetWriter ai, ClientLanguage language, BaseAddress address, Optional<UUID> workloadId) {
    if (!freeWriters.tryAcquire()) {
      return Optional.empty();
    }
    return Deadline.call(
            deadline, freeWriters::release, () -> ai.write(language, address.uri(), workloadId))
        .flatMap(answer -> new SnippetGate(language, address).accept(answer))
        .map(
            code ->
                new ClientCode(
                    code,
                    language,
                    ClientCodeTexts.ofModel(ai.model()),
                    ai.model().toLowerCase(Locale.ROOT),
                    ClientCodeTexts.usage(language)));
  }

  private static Supplier<URI> constant(URI address) {
    return () -> address;
  }
}
