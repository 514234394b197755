package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Range;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageModelsTest {
  private static final LanguageModels MODELS = LanguageModels.standard();

  @Test
  void all_haveNamesSizesAndSources() {
    Set<String> ids = new HashSet<>();

    assertThat(MODELS.all()).hasSizeGreaterThanOrEqualTo(170);
    for (LanguageModel model : MODELS.all()) {
      assertThat(ids.add(model.id())).as(model.id()).isTrue();
      assertThat(model.source()).as(model.id()).isNotBlank();
      assertThat(model.vendor()).as(model.id()).isNotBlank();
      assertThat(model.bits()).as(model.id()).isBetween(4.0, 32.0);
      assertThat(model.activeParametersBillions().best())
          .as(model.id())
          .isPositive()
          .isLessThanOrEqualTo(model.parametersBillions().best());
    }
  }

  @Test
  void size_isOnePointWhereItIsPublished_andABandOfThreeWhereItIsAnEstimate() {
    int estimates = 0;
    for (LanguageModel model : MODELS.all()) {
      Range active = model.activeParametersBillions();
      if (model.isEstimate()) {
        estimates++;
        assertThat(active.high() / active.low()).as(model.id()).isBetween(2.5, 4.0);
        assertThat(model.source()).as(model.id()).contains("EcoLogits");
      } else {
        assertThat(active).as(model.id()).isEqualTo(Range.exactly(active.best()));
        assertThat(model.parametersBillions().high())
            .as(model.id())
            .isEqualTo(model.parametersBillions().low());
      }
    }
    assertThat(estimates).isBetween(30, 40);
  }

  @Test
  void everyNameOfAModel_findsIt() {
    for (LanguageModel model : MODELS.all()) {
      for (String name : ModelNames.of(model)) {
        assertThat(MODELS.find(name)).as(name).contains(model);
        assertThat(MODELS.find(name.toUpperCase(java.util.Locale.ROOT))).as(name).contains(model);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Llama 3.1 70B, llama-3.1-70b",
    "llama3.1:70b, llama-3.1-70b",
    "llama3.1:70b-instruct-q4_K_M, llama-3.1-70b",
    "meta-llama/Meta-Llama-3.1-70B-Instruct, llama-3.1-70b",
    "meta-llama/Llama-3.1-70B, llama-3.1-70b",
    "accounts/fireworks/models/llama-v3p1-70b-instruct, llama-3.1-70b",
    "us.meta.llama3-1-70b-instruct-v1:0, llama-3.1-70b",
    "together_ai/meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo, llama-3.1-8b",
    "@cf/meta/llama-3.1-8b-instruct-fp8, llama-3.1-8b",
    "TheBloke/Llama-2-70B-Chat-AWQ, llama-2-70b",
    "gpt-4o-2024-08-06, gpt-4o",
    "azure/gpt-4o, gpt-4o",
    "azure/gpt-35-turbo, gpt-3.5-turbo",
    "openai/gpt-oss-120b:free, gpt-oss-120b",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4.5",
    "claude-opus-4-5@20251101, claude-opus-4.5",
    "vertex_ai/claude-sonnet-4-5@20250929, claude-sonnet-4.5",
    "models/gemini-2.5-pro, gemini-2.5-pro",
    "gemini-2.5-pro-preview-06-05, gemini-2.5-pro",
    "mistralai/Mixtral-8x7B-v0.1, mixtral-8x7b",
    "Qwen3-235B-A22B-Instruct-2507-FP8, qwen3-235b-a22b",
    "deepseek/deepseek-r1-0528:free, deepseek-r1",
    "deepseek-v3.1:671b, deepseek-v3.1",
    "Meta Llama 3 8B, llama-3-8b",
    "groq/llama-3.1-8b-instant, llama-3.1-8b",
    "gemini-2.5-flash-preview-09-2025, gemini-2.5-flash",
    "command-r-plus-08-2024, command-r-plus",
    "gemma3:12b-it-qat, gemma-3-12b",
    "deepseek-r1:70b, deepseek-r1-distill-llama-70b",
    "neuralmagic/Meta-Llama-3.1-70B-Instruct-quantized.w4a16, llama-3.1-70b",
    "ft:gpt-4o-mini-2024-07-18:acme::abc, gpt-4o-mini",
  })
  void find_readsWhatApisPrint(String name, String id) {
    assertThat(MODELS.find(name)).map(LanguageModel::id).contains(id);
  }

  /** Another size, another generation, or a name that moves from size to size. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "grok-3",
        "grok-4",
        "mistral-large-latest",
        "mistral-large-2402",
        "codestral-latest",
        "claude-opus-4-20250514",
        "gpt-4.5-preview",
        "llama-3.1-7b",
        "qwen3-72b",
        "davinci",
        "ft:",
        "ft:davinci-002:acme::abc",
        "/",
        "",
        " ",
      })
  void find_takesNoOtherModel(String name) {
    assertThat(MODELS.find(name)).isEmpty();
  }

  @Test
  void find_takesNamesOfAnyLength() {
    assertThat(MODELS.find("llama-".repeat(100_000))).isEmpty();
  }

  @Test
  void suggestions_areNear() {
    assertThat(MODELS.suggestions("lama-3.1-70b"))
        .extracting(LanguageModel::id)
        .hasSizeLessThanOrEqualTo(5)
        .contains("llama-3.1-70b");
    assertThat(MODELS.suggestions("openrouter/mistral-large-latest"))
        .extracting(LanguageModel::vendor)
        .contains("Mistral");
  }

  @Test
  void search_findsEveryWordInNamesAndVendor() {
    assertThat(MODELS.search("")).hasSameSizeAs(MODELS.all());
    assertThat(MODELS.search("mixtral"))
        .extracting(LanguageModel::id)
        .containsExactlyInAnyOrder("mixtral-8x7b", "mixtral-8x22b");
    assertThat(MODELS.search("anthropic opus"))
        .isNotEmpty()
        .allSatisfy(model -> assertThat(model.vendor()).isEqualTo("Anthropic"));
    assertThat(MODELS.search("no such model")).isEmpty();
  }

  @Test
  void ofSize_isDenseUnlessActiveParametersAreStated() {
    LanguageModel dense = LanguageModel.ofSize(70, OptionalDouble.empty());
    LanguageModel mixture = LanguageModel.ofSize(46.7, OptionalDouble.of(12.9));

    assertThat(dense.parametersBillions()).isEqualTo(Range.exactly(70));
    assertThat(dense.activeParametersBillions()).isEqualTo(Range.exactly(70));
    assertThat(dense.isMixture()).isFalse();
    assertThat(dense.bits()).isEqualTo(16);
    assertThat(dense.name()).isEqualTo("70B parameters");
    assertThat(dense.id()).isEqualTo(LanguageModel.UNNAMED);
    assertThat(mixture.activeParametersBillions()).isEqualTo(Range.exactly(12.9));
    assertThat(mixture.isMixture()).isTrue();
    assertThat(mixture.name()).isEqualTo("46.7B parameters, 12.9B active");
    assertThat(mixture.withBits(4).bits()).isEqualTo(4);
    assertThat(mixture.withBits(4)).isNotEqualTo(mixture).isEqualTo(mixture.withBits(4));
  }

  @Test
  void ofSize_refusesWhatIsNoSize() {
    for (double size : List.of(0.0, -1.0, 1e7, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> LanguageModel.ofSize(size, OptionalDouble.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("parametersBillions");
    }
    assertThatThrownBy(() -> LanguageModel.ofSize(7, OptionalDouble.of(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("activeParametersBillions must be more than 0 and at most 7");
  }
}
