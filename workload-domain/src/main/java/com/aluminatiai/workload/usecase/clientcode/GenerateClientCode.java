package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.SlotFiller;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Gives client code for the API. All of it comes from our own templates. An AI, if there is one,
 * fills their slots: how the code is explained, and for what the user described, style and example.
 * What is late, wrong or doubtful is left out, and the template's own words stand. Thread-safe.
 */
public final class GenerateClientCode {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** An AI that does not heed interruption holds its thread; this many may do so at once. */
  private static final int MOST_FILLERS = 8;

  private final Supplier<URI> baseAddress;
  private final Optional<SlotFiller> filler;
  private final SlotCheck check;
  private final AgentLimit limit;
  private final Duration deadline;
  private final Semaphore freeFillers = new Semaphore(MOST_FILLERS);
  private final ClientPrograms programs = new ClientPrograms();

  /**
   * Creates the use case.
   *
   * @param baseAddress gives the API's base address, {@code http://127.0.0.1:8080} for instance,
   *     which is known only once the server listens; is asked for each piece of code
   * @param library knows accelerators and regions
   * @param filler the AI that fills slots, if there is one
   * @param limit how often a caller may have the AI asked
   */
  public GenerateClientCode(
      Supplier<URI> baseAddress, Estimator library, Optional<SlotFiller> filler, AgentLimit limit) {
    this(baseAddress, library, filler, limit, DEADLINE);
  }

  GenerateClientCode(
      Supplier<URI> baseAddress,
      Estimator library,
      Optional<SlotFiller> filler,
      AgentLimit limit,
      Duration deadline) {
    this.baseAddress = baseAddress;
    this.filler = filler;
    this.check = new SlotCheck(library);
    this.limit = limit;
    this.deadline = deadline;
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

  /**
   * Gives a program. The AI is told the wish alone; a caller who has used up the day's limit gets
   * the template's words.
   *
   * @param caller who wants it
   * @param wish what is wanted
   * @param workload a workload whose fields are the example, and which the program fetches too
   * @return the program
   * @throws IllegalArgumentException if the base address is no plain http or https address
   */
  public ClientCode generate(Caller caller, CodeWish wish, Optional<Workload> workload) {
    BaseAddress address = BaseAddress.of(baseAddress.get());
    Optional<SlotCheck.Filled> filled =
        filler.flatMap(ai -> answer(ai, caller, wish)).flatMap(said -> check.accept(said, wish));
    ClientStyle style =
        wish.style().or(() -> filled.flatMap(SlotCheck.Filled::style)).orElse(ClientStyle.SUBMIT);
    CodeExample example =
        workload
            .map(Workload::spec)
            .map(CodeExample::of)
            .or(() -> filled.map(SlotCheck.Filled::example))
            .orElse(CodeExample.EMPTY);
    return programs.of(
        wish.language(),
        style,
        new ClientPrograms.Slots(
            address,
            workload.map(Workload::id),
            example,
            filled.map(SlotCheck.Filled::explanation),
            filled.isPresent() ? filler.get().model() : "template"));
  }

  private Optional<CodeSlots> answer(SlotFiller ai, Caller caller, CodeWish wish) {
    if (!freeFillers.tryAcquire()) {
      return Optional.empty();
    }
    if (!isWithinLimit(caller)) {
      freeFillers.release();
      return Optional.empty();
    }
    return Deadline.call(deadline, freeFillers::release, () -> ai.fill(wish));
  }

  /** What cannot be counted is not asked. */
  private boolean isWithinLimit(Caller caller) {
    try {
      return limit.take(caller);
    } catch (StorageException away) {
      return false;
    }
  }
}
