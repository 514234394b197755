package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.SnippetWriter;
import com.aluminatiai.workload.usecase.AgentLimit;
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
  private final AgentLimit limit;
  private final Duration deadline;
  private final Semaphore freeWriters = new Semaphore(MOST_WRITERS);
  private final ClientTemplates templates = ClientTemplates.load();

  /**
   * Creates the use case.
   *
   * @param baseAddress gives the API's base address, {@code http://127.0.0.1:8080} for instance,
   *     which is known only once the server listens; is asked for each piece of code
   * @param writer the AI that writes code, if there is one
   * @param limit how often a caller may have the AI asked
   */
  public GenerateClientCode(
      Supplier<URI> baseAddress, Optional<SnippetWriter> writer, AgentLimit limit) {
    this(baseAddress, writer, limit, DEADLINE);
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

  GenerateClientCode(
      Supplier<URI> baseAddress,
      Optional<SnippetWriter> writer,
      AgentLimit limit,
      Duration deadline) {
    this.baseAddress = baseAddress;
    this.writer = writer;
    this.limit = limit;
    this.deadline = deadline;
  }

  /**
   * Writes a program that submits a workload and fetches it back. The AI is told the language
   * alone; a caller who has used up the day's limit gets the template.
   *
   * @param caller who wants it
   * @param language the language
   * @param workloadId a workload that the program fetches too
   * @return the program
   * @throws IllegalArgumentException if the base address is no plain http or https address
   */
  public ClientCode generate(Caller caller, ClientLanguage language, Optional<UUID> workloadId) {
    BaseAddress address = BaseAddress.of(baseAddress.get());
    return writer
        .flatMap(
            ai ->
                answer(ai, caller, language)
                    .flatMap(answer -> code(answer, language, address, workloadId))
                    .map(code -> byModel(code, language, ai.model())))
        .orElseGet(() -> byTemplate(templates.code(language, address, workloadId), language));
  }

  private Optional<String> answer(SnippetWriter ai, Caller caller, ClientLanguage language) {
    if (!freeWriters.tryAcquire()) {
      return Optional.empty();
    }
    if (!isWithinLimit(caller)) {
      freeWriters.release();
      return Optional.empty();
    }
    return Deadline.call(deadline, freeWriters::release, () -> ai.write(language));
  }

  /** What cannot be counted is not asked. */
  private boolean isWithinLimit(Caller caller) {
    try {
      return limit.take(caller);
    } catch (StorageException away) {
      return false;
    }
  }

  /** The blanks are filled before the code is checked: what is checked is what is shown. */
  private static Optional<String> code(
      String answer, ClientLanguage language, BaseAddress address, Optional<UUID> workloadId) {
    if (workloadId.isPresent() && !answer.contains(SnippetWriter.WORKLOAD_ID)) {
      return Optional.empty();
    }
    return new SnippetGate(language, address)
        .accept(ClientTemplates.filled(answer, address, workloadId));
  }

  private static ClientCode byModel(String code, ClientLanguage language, String model) {
    return new ClientCode(
        code,
        language,
        ClientCodeTexts.ofModel(model),
        model.toLowerCase(Locale.ROOT),
        ClientCodeTexts.usage(language));
  }

  private static ClientCode byTemplate(String code, ClientLanguage language) {
    return new ClientCode(
        code,
        language,
        ClientCodeTexts.ofTemplate(language),
        "template",
        ClientCodeTexts.usage(language));
  }
}
