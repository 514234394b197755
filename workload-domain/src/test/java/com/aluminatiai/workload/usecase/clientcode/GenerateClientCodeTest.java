package com.aluminatiai.workload.usecase.clientcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.SnippetWriter;
import com.aluminatiai.workload.port.WorkloadStore;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.Scene;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateClientCodeTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");
  private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
  private static final String GOOD =
      """
      ```python
      import requests

      BASE = "__BASE_ADDRESS__"
      WORKLOAD_ID = "__WORKLOAD_ID__"
      for workload in requests.get(f"{BASE}/api/workloads", timeout=10).json()["workloads"]:
          if workload["id"] == WORKLOAD_ID:
              print(workload)
      ```
      """;
  private static final Caller COUNTED = new Caller(Owner.NOBODY, Optional.of("203.0.113.7"));

  private static final AgentLimit NO_LIMIT =
      new AgentLimit(new InMemoryWorkloadStore(Clock.systemUTC()), 0, Clock.systemUTC());

  private final MutableClock clock = new MutableClock(Scene.START);
  private final InMemoryWorkloadStore store = new InMemoryWorkloadStore(clock);

  @ParameterizedTest
  @EnumSource
  void generate_withoutWriter_isTheTemplate(ClientLanguage language) {
    ClientCode code = withoutWriter(ADDRESS).generate(Caller.LOCAL, language, Optional.empty());

    assertThat(code.language()).isEqualTo(language);
    assertThat(code.generatedBy()).isEqualTo("template");
    assertThat(code.code())
        .contains("http://127.0.0.1:8080", "/api/workloads", "ALUMINATIAI_API_KEY")
        .contains("third party")
        .doesNotContain("__BASE", "__WORKLOAD", "WORKLOAD_ID", "workload_id=", "@with")
        .endsWith("\n");
    assertThat(code.explanation()).contains("third party");
    assertThat(code.usageInstructions()).contains("Save as client.");
  }

  @ParameterizedTest
  @EnumSource
  void generate_withWorkload_namesIt(ClientLanguage language) {
    ClientCode code = withoutWriter(ADDRESS).generate(Caller.LOCAL, language, Optional.of(ID));

    assertThat(code.code()).contains("\"" + ID + "\"").doesNotContain("__WORKLOAD", "@with");
  }

  @Test
  void generate_addressWithSlashAtTheEnd_leavesItOut() {
    ClientCode code =
        withoutWriter(URI.create("https://carbon.example/base/"))
            .generate(Caller.LOCAL, ClientLanguage.CURL, Optional.empty());

    assertThat(code.code()).contains("${ALUMINATIAI_URL:-https://carbon.example/base}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example",
        "http://user@a.example",
        "http://a.example/?q=1",
        "http://a.example/#x",
        "http://a.example/'quote",
        "http://a.example/$(id)",
        "/relative",
        "mailto:a@b.example"
      })
  void generate_addressThatIsNotPlain_isRefused(String address) {
    GenerateClientCode useCase = withoutWriter(URI.create(address));

    assertThatThrownBy(() -> generatedBy(useCase))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseAddress must be http or https");
  }

  @Test
  void generate_writerAnswersWell_isTheModels() {
    ClientCode code =
        with(writer(() -> Optional.of(GOOD)))
            .generate(Caller.LOCAL, ClientLanguage.PYTHON, Optional.empty());

    assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
    assertThat(code.code())
        .startsWith("import requests\n")
        .contains("BASE = \"http://127.0.0.1:8080\"\n", "WORKLOAD_ID = \"\"\n");
    assertThat(code.explanation()).contains("MiniMax-M2.1", "third party");
  }

  @Test
  void generate_writerAnswersWellForAWorkload_namesIt() {
    ClientCode code =
        with(writer(() -> Optional.of(GOOD)))
            .generate(Caller.LOCAL, ClientLanguage.PYTHON, Optional.of(ID));

    assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
    assertThat(code.code()).contains("WORKLOAD_ID = \"" + ID + "\"\n");
  }

  @Test
  void generate_writerLeavesNoBlankForTheWorkload_isTheTemplate() {
    String withoutBlank = GOOD.replace("__WORKLOAD_ID__", "");

    ClientCode code =
        with(writer(() -> Optional.of(withoutBlank)))
            .generate(Caller.LOCAL, ClientLanguage.PYTHON, Optional.of(ID));

    assertThat(code.generatedBy()).isEqualTo("template");
    assertThat(code.code()).contains(ID.toString());
  }

  /** What the blanks are filled with is checked like the rest. */
  @Test
  void generate_writerLengthensTheAddress_isTheTemplate() {
    String elsewhere = GOOD.replace("__BASE_ADDRESS__", "__BASE_ADDRESS__.evil.example");

    assertThat(generatedBy(with(writer(() -> Optional.of(elsewhere))))).isEqualTo("template");
  }

  @Test
  void generate_daysLimitIsUsedUp_isTheTemplateWithoutAsking() {
    AtomicInteger asked = new AtomicInteger();
    GenerateClientCode limited = limited(asked, new AgentLimit(store, 2, clock));

    assertThat(generatedBy(limited, COUNTED)).isEqualTo("minimax-m2.1");
    assertThat(generatedBy(limited, COUNTED)).isEqualTo("minimax-m2.1");
    assertThat(generatedBy(limited, COUNTED)).isEqualTo("template");
    assertThat(asked).hasValue(2);
    assertThat(generatedBy(limited, Caller.LOCAL)).isEqualTo("minimax-m2.1");

    clock.advance(Duration.ofDays(1));
    assertThat(generatedBy(limited, COUNTED)).isEqualTo("minimax-m2.1");
  }

  @Test
  void generate_limit_isThatOfSubmissions() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    GenerateClientCode limited = limited(asked, new AgentLimit(store, 1, clock));
    LocalDate today = LocalDate.ofInstant(Scene.START, ZoneOffset.UTC);

    assertThat(store.countAgentSubmission("203.0.113.7", today, 1)).isTrue();

    assertThat(generatedBy(limited, COUNTED)).isEqualTo("template");
    assertThat(asked).hasValue(0);
  }

  @Test
  void generate_refusedMoreOftenThanThereAreWriters_stillAsksForOthers() {
    AtomicInteger asked = new AtomicInteger();
    GenerateClientCode limited = limited(asked, new AgentLimit(store, 1, clock));
    for (int i = 0; i < 20; i++) {
      generatedBy(limited, COUNTED);
    }

    assertThat(generatedBy(limited, Caller.LOCAL)).isEqualTo("minimax-m2.1");
  }

  @Test
  void generate_nothingCanBeCounted_isTheTemplateWithoutAsking() {
    AtomicInteger asked = new AtomicInteger();
    WorkloadStore away =
        (WorkloadStore)
            Proxy.newProxyInstance(
                WorkloadStore.class.getClassLoader(),
                new Class<?>[] {WorkloadStore.class},
                (proxy, method, arguments) -> {
                  throw new StorageException("away", null);
                });

    assertThat(generatedBy(limited(asked, new AgentLimit(away, 1, clock)), COUNTED))
        .isEqualTo("template");
    assertThat(asked).hasValue(0);
  }

  private static GenerateClientCode limited(AtomicInteger asked, AgentLimit limit) {
    Answer counting =
        () -> {
          asked.incrementAndGet();
          return Optional.of(GOOD);
        };
    return new GenerateClientCode(() -> ADDRESS, Optional.of(writer(counting)), limit);
  }

  @Test
  void generate_writerAnswersInAnotherLanguage_isTheTemplate() {
    ClientCode code =
        with(writer(() -> Optional.of(GOOD)))
            .generate(Caller.LOCAL, ClientLanguage.CURL, Optional.empty());

    assertThat(code.generatedBy()).isEqualTo("template");
  }

  @Test
  void generate_writerHasNoAnswer_isTheTemplate() {
    assertThat(generatedBy(with(writer(Optional::empty)))).isEqualTo("template");
  }

  @Test
  void generate_writerThrows_isTheTemplate() {
    Answer throwing =
        () -> {
          throw new IllegalStateException("the model is away");
        };

    assertThat(generatedBy(with(writer(throwing)))).isEqualTo("template");
  }

  @Test
  void generate_writerIsLate_isTheTemplateAndTheWriterIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Answer late =
        () -> {
          try {
            never.await();
            return Optional.of(GOOD);
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };

    GenerateClientCode impatient =
        new GenerateClientCode(
            () -> ADDRESS, Optional.of(writer(late)), NO_LIMIT, Duration.ofMillis(20));

    // The time may be up before the writer has even begun.
    while (interrupted.getCount() > 0) {
      assertThat(generatedBy(impatient)).isEqualTo("template");
    }
  }

  @Test
  void generate_callerIsInterrupted_isTheTemplateAndTheFlagStays() {
    CountDownLatch never = new CountDownLatch(1);
    Answer late =
        () -> {
          never.await();
          return Optional.of(GOOD);
        };
    GenerateClientCode patient =
        new GenerateClientCode(
            () -> ADDRESS, Optional.of(writer(late)), NO_LIMIT, Duration.ofDays(1));

    Thread.currentThread().interrupt();

    assertThat(generatedBy(patient)).isEqualTo("template");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void generate_tooManyWritersHang_isTheTemplateWithoutAsking() {
    CountDownLatch never = new CountDownLatch(1);
    Answer deaf =
        () -> {
          boolean waits = true;
          while (waits) {
            try {
              never.await();
              waits = false;
            } catch (InterruptedException e) {
              // Does not heed it: that is the point.
            }
          }
          return Optional.of(GOOD);
        };
    AtomicInteger asked = new AtomicInteger();
    Answer counting =
        () -> {
          asked.incrementAndGet();
          return deaf.give();
        };
    GenerateClientCode useCase =
        new GenerateClientCode(
            () -> ADDRESS, Optional.of(writer(counting)), NO_LIMIT, Duration.ofMillis(20));

    // The time may be up before a writer has even begun.
    while (asked.get() < 8) {
      assertThat(generatedBy(useCase)).isEqualTo("template");
    }

    assertThat(generatedBy(useCase)).isEqualTo("template");
    assertThat(asked).hasValue(8);
    never.countDown();
  }

  private static String generatedBy(GenerateClientCode useCase) {
    return generatedBy(useCase, Caller.LOCAL);
  }

  private static String generatedBy(GenerateClientCode useCase, Caller caller) {
    return useCase.generate(caller, ClientLanguage.PYTHON, Optional.empty()).generatedBy();
  }

  static GenerateClientCode withoutWriter(URI address) {
    return new GenerateClientCode(() -> address, Optional.empty(), NO_LIMIT);
  }

  private static GenerateClientCode with(SnippetWriter writer) {
    return new GenerateClientCode(() -> ADDRESS, Optional.of(writer), NO_LIMIT);
  }

  private static SnippetWriter writer(Answer answer) {
    return new SnippetWriter() {
      @Override
      public String model() {
        return "MiniMax-M2.1";
      }

      @Override
      public Optional<String> write(ClientLanguage language) throws InterruptedException {
        return answer.give();
      }
    };
  }

  /** What a writer answers. */
  private interface Answer {
    Optional<String> give() throws InterruptedException;
  }
}
