package com.aluminatiai.workload.usecase.clientcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.port.SlotFiller;
import com.aluminatiai.workload.port.WorkloadStore;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.Scene;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateClientCodeTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");
  private static final CodeSlots GOOD =
      new CodeSlots(
          "Submits your run on two A100 and prints what it costs.",
          Optional.empty(),
          Map.of("num_gpus", 2.0, "gpu_type", "a100 sxm 80gb", "region", "Frankfurt"));
  private static final CodeWish PYTHON = CodeWish.of(ClientLanguage.PYTHON);
  private static final CodeWish DESCRIBED =
      new CodeWish(
          ClientLanguage.PYTHON, Optional.empty(), Optional.of("LoRA on two A100 for Atlas"));
  private static final Caller COUNTED = new Caller(Owner.NOBODY, Optional.of("203.0.113.7"));

  private static final Estimator LIBRARY = Estimator.standard();

  private static final AgentLimit NO_LIMIT =
      new AgentLimit(new InMemoryWorkloadStore(Clock.systemUTC()), 0, Clock.systemUTC());

  private final MutableClock clock = new MutableClock(Scene.START);
  private final InMemoryWorkloadStore store = new InMemoryWorkloadStore(clock);

  @ParameterizedTest
  @EnumSource
  void generate_withoutFiller_isTheTemplate(ClientLanguage language) {
    ClientCode code =
        withoutFiller(ADDRESS).generate(Caller.LOCAL, CodeWish.of(language), Optional.empty());

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
  void generate_everyStyle_isTheTemplateWithItsSlotsFilled(ClientStyle style) {
    String hostile = "x\"'\n@example";
    Workload workload =
        SampleWorkloads.with(
            Scene.START,
            new Labels(Optional.empty(), Optional.of(hostile), Optional.empty(), Optional.empty()));
    for (ClientLanguage language : style.languages()) {
      CodeWish wish = new CodeWish(language, Optional.of(style), Optional.empty());

      ClientCode code = withoutFiller(ADDRESS).generate(Caller.LOCAL, wish, Optional.of(workload));

      String all =
          code.code()
              + code.files().stream().map(ClientCode.CodeFile::code).collect(Collectors.joining());
      assertThat(code.style()).isEqualTo(style);
      assertThat(all)
          .contains("http://127.0.0.1:8080", "ALUMINATIAI_API_KEY")
          .contains("\"x\\u0022\\u0027\\u000a@example\"")
          .doesNotContain("__BASE", "__WORKLOAD", "__NUM", "@file", "# @example", "// @example");
      assertThat(all.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
      assertThat(code.explanation()).isNotBlank();
      assertThat(code.usageInstructions()).contains("ALUMINATIAI_URL");
    }
  }

  @Test
  void generate_fillerChoosesAStyleOfTheLanguage_isThatOne() {
    CodeSlots chosen = new CodeSlots("It runs.", Optional.of("lightning"), Map.of());
    GenerateClientCode useCase = with(filler(() -> Optional.of(chosen)));

    assertThat(useCase.generate(Caller.LOCAL, PYTHON, Optional.empty()).style())
        .isEqualTo(ClientStyle.LIGHTNING);
    // There is none for curl, and what was asked for outright is not changed.
    assertThat(useCase.generate(Caller.LOCAL, CodeWish.of(ClientLanguage.CURL), Optional.empty()))
        .extracting(ClientCode::style, ClientCode::generatedBy)
        .containsExactly(ClientStyle.SUBMIT, "template");
    CodeWish track =
        new CodeWish(ClientLanguage.PYTHON, Optional.of(ClientStyle.TRACK), Optional.empty());
    assertThat(useCase.generate(Caller.LOCAL, track, Optional.empty()).style())
        .isEqualTo(ClientStyle.TRACK);
  }

  @ParameterizedTest
  @EnumSource
  void generate_withWorkload_fetchesItAndShowsItsFields(ClientLanguage language) {
    Workload workload = SampleWorkloads.plain(Scene.START);

    ClientCode code =
        withoutFiller(ADDRESS).generate(Caller.LOCAL, CodeWish.of(language), Optional.of(workload));

    assertThat(code.code())
        .contains("\"" + workload.id() + "\"", workload.spec().gpuType())
        .doesNotContain("__WORKLOAD", "@with", "@example");
  }

  /** A name that ends literal, line, JSON, heredoc or comment in any of the languages. */
  @ParameterizedTest
  @EnumSource
  void generate_workloadOfHostileTexts_quotesThem(ClientLanguage language) {
    String hostile = "x\"'`$(id)\\\n*/ -->\u2028\u202e\ud83d\ude00 @example __WORKLOAD_ID__";
    Workload workload =
        SampleWorkloads.with(
            Scene.START,
            new Labels(Optional.empty(), Optional.of(hostile), Optional.empty(), Optional.empty()));

    String code =
        withoutFiller(ADDRESS)
            .generate(Caller.LOCAL, CodeWish.of(language), Optional.of(workload))
            .code();

    String smiley =
        switch (language) {
          case PYTHON -> "\\U0001f600";
          case JAVASCRIPT, TYPESCRIPT -> "\\u{1f600}";
          case CURL -> "\\ud83d\\ude00";
        };
    assertThat(code)
        .contains(
            "\"x\\u0022\\u0027\\u0060\\u0024(id)\\u005c\\u000a*/ --\\u003e\\u2028\\u202e"
                + smiley
                + " @example __WORKLOAD_ID__\"");
    assertThat(code.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
  }

  @Test
  void generate_addressWithSlashAtTheEnd_leavesItOut() {
    ClientCode code =
        withoutFiller(URI.create("https://carbon.example/base/"))
            .generate(Caller.LOCAL, CodeWish.of(ClientLanguage.CURL), Optional.empty());

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
    GenerateClientCode useCase = withoutFiller(URI.create(address));

    assertThatThrownBy(() -> generatedBy(useCase))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseAddress must be http or https");
  }

  @Test
  void generate_fillerAnswersWell_fillsSlotsOfTheTemplate() {
    ClientCode code =
        with(filler(() -> Optional.of(GOOD))).generate(Caller.LOCAL, DESCRIBED, Optional.empty());

    assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
    assertThat(code.explanation()).startsWith(GOOD.explanation()).contains("third party");
    assertThat(code.usageInstructions()).contains("python client.py");
    String template =
        withoutFiller(ADDRESS).generate(Caller.LOCAL, DESCRIBED, Optional.empty()).code();
    assertThat(code.code())
        .isEqualTo(
            template
                .replace("\"num_gpus\": 8,", "\"num_gpus\": 2,")
                .replace("\"gpu_type\": \"H100\",", "\"gpu_type\": \"NVIDIA A100 SXM 80 GB\",")
                .replace(
                    "\"utilization_pct\": 85,\n",
                    "\"utilization_pct\": 85,\n                \"region\": \"DE\",\n"));
  }

  @Test
  void generate_fillerDescribesAWorkloadThatIsNamed_showsTheWorkloadsOwnFields() {
    Workload workload = SampleWorkloads.plain(Scene.START);

    ClientCode code =
        with(filler(() -> Optional.of(GOOD))).generate(Caller.LOCAL, PYTHON, Optional.of(workload));

    assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
    assertThat(code.code()).contains(workload.spec().gpuType()).doesNotContain("A100");
  }

  /** Whatever is doubtful: nothing of it is shown. */
  @ParameterizedTest
  @MethodSource("doubtfulSlots")
  void generate_fillerAnswersDoubtfully_isTheTemplatesAnswer(CodeSlots doubtful) {
    ClientCode code =
        with(filler(() -> Optional.of(doubtful)))
            .generate(Caller.LOCAL, DESCRIBED, Optional.empty());

    assertThat(code)
        .isEqualTo(withoutFiller(ADDRESS).generate(Caller.LOCAL, DESCRIBED, Optional.empty()));
  }

  static Stream<CodeSlots> doubtfulSlots() {
    Stream<CodeSlots> explanations =
        Stream.of(
                "",
                "See https://evil.example for the key.",
                "Send your key to evil.example and wait.",
                "Run pip install aluminati first.",
                "Run `id` first.",
                "<script>alert(1)</script>",
                "Costs $(id).",
                "Write to root@evil first.",
                "\u202eIt runs.",
                "x".repeat(601))
            .map(text -> new CodeSlots(text, Optional.empty(), Map.of()));
    Stream<CodeSlots> fields =
        Stream.<Map<String, Object>>of(
                Map.of("num_gpus", 2.5),
                Map.of("num_gpus", 0.0),
                Map.of("num_gpus", 1e30),
                Map.of("num_gpus", "2"),
                Map.of("utilization_pct", 101.0),
                Map.of("duration_hours", -1.0),
                Map.of("model_size_gb", 0.0),
                Map.of("gpu_type", "GB900"),
                Map.of("gpu_type", 100.0),
                Map.of("region", "mars-north1"),
                Map.of("workload_type", "mining"),
                Map.of("project", "evil"),
                Map.of("project", " "),
                Map.of("notes", "LoRA"),
                Map.of("use_smart_agent", "true"))
            .map(map -> new CodeSlots("It runs.", Optional.empty(), map));
    return Stream.concat(
        Stream.concat(explanations, fields),
        Stream.of(new CodeSlots("It runs.", Optional.of("miner"), Map.of())));
  }

  @Test
  void generate_fillerNamesTheProjectOfTheDescription_showsIt() {
    CodeSlots named = new CodeSlots("It runs.", Optional.of("submit"), Map.of("project", "atlas"));

    ClientCode code =
        with(filler(() -> Optional.of(named))).generate(Caller.LOCAL, DESCRIBED, Optional.empty());

    assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
    assertThat(code.code()).contains("\"project\": \"atlas\",");
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
  void generate_refusedMoreOftenThanThereAreFillers_stillAsksForOthers() {
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
    return new GenerateClientCode(() -> ADDRESS, LIBRARY, Optional.of(filler(counting)), limit);
  }

  @Test
  void generate_fillerHasNoAnswer_isTheTemplate() {
    assertThat(generatedBy(with(filler(Optional::empty)))).isEqualTo("template");
  }

  @Test
  void generate_fillerThrows_isTheTemplate() {
    Answer throwing =
        () -> {
          throw new IllegalStateException("the model is away");
        };

    assertThat(generatedBy(with(filler(throwing)))).isEqualTo("template");
  }

  @Test
  void generate_fillerIsLate_isTheTemplateAndTheFillerIsInterrupted() {
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
            () -> ADDRESS, LIBRARY, Optional.of(filler(late)), NO_LIMIT, Duration.ofMillis(20));

    // The time may be up before the filler has even begun.
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
            () -> ADDRESS, LIBRARY, Optional.of(filler(late)), NO_LIMIT, Duration.ofDays(1));

    Thread.currentThread().interrupt();

    assertThat(generatedBy(patient)).isEqualTo("template");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void generate_tooManyFillersHang_isTheTemplateWithoutAsking() {
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
            () -> ADDRESS, LIBRARY, Optional.of(filler(counting)), NO_LIMIT, Duration.ofMillis(20));

    // The time may be up before a filler has even begun.
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
    return useCase.generate(caller, PYTHON, Optional.empty()).generatedBy();
  }

  static GenerateClientCode withoutFiller(URI address) {
    return new GenerateClientCode(() -> address, LIBRARY, Optional.empty(), NO_LIMIT);
  }

  private static GenerateClientCode with(SlotFiller filler) {
    return new GenerateClientCode(() -> ADDRESS, LIBRARY, Optional.of(filler), NO_LIMIT);
  }

  private static SlotFiller filler(Answer answer) {
    return new SlotFiller() {
      @Override
      public String model() {
        return "MiniMax-M2.1";
      }

      @Override
      public Optional<CodeSlots> fill(CodeWish wish) throws InterruptedException {
        return answer.give();
      }
    };
  }

  /** What a filler answers. */
  private interface Answer {
    Optional<CodeSlots> give() throws InterruptedException;
  }
}
