package com.aluminatiai.workload.usecase.clientcode;

import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.execute;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.installed;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.missing;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.usecase.clientcode.ClientCode.CodeFile;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Answer;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Asked;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The callbacks, under the real libraries as far as they go without PyTorch, whose wheel is too
 * large to be had for each build: Hugging Face's own base class, state and dispatcher
 * (CallbackHandler), and Lightning's own base class with its hooks called in the trainer's order.
 * No Trainer trains a model here.
 */
@Tag("any-java")
class CallbacksTest {
  /** A model of 3 x 2 weights of 4 bytes and of 10 of 2: 44 bytes. */
  private static final String MODEL =
      """
      class Weights:
          def __init__(self, count, size): self._count, self._size = count, size
          def numel(self): return self._count
          def element_size(self): return self._size

      class Model:
          def parameters(self): return [Weights(6, 4), Weights(10, 2)]

      """;

  private static final String HUGGING_FACE =
      """
      import os, sys
      from transformers import TrainerControl, TrainerState
      from transformers.trainer_callback import CallbackHandler
      from aluminatiai_huggingface import AluminatiaiCallback

      def train(fails):
          rank_0 = os.environ.get("RANK", "0") == "0"
          state = TrainerState(is_world_process_zero=rank_0, is_local_process_zero=rank_0)
          handler = CallbackHandler([AluminatiaiCallback(project="demo")], Model(), None, None, None)
          handler.on_train_begin(None, state, TrainerControl())
          handler.on_step_end(None, state, TrainerControl())
          if fails:
              raise ValueError("diverged")
          handler.on_train_end(None, state, TrainerControl())
      """;

  /** The base class is the library's own file; the types that it names in signatures are not. */
  private static final String LIGHTNING =
      """
      import importlib.util, os, sys, types
      from unittest.mock import MagicMock

      spec = importlib.util.find_spec("pytorch_lightning")
      base = os.path.join(spec.submodule_search_locations[0], "callbacks", "callback.py")
      for name in ("torch", "torch.optim", "pytorch_lightning", "pytorch_lightning.utilities",
                   "pytorch_lightning.utilities.types"):
          sys.modules[name] = MagicMock()
      spec = importlib.util.spec_from_file_location("base", base)
      module = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(module)
      sys.modules["pytorch_lightning"].Callback = module.Callback
      from aluminatiai_lightning import AluminatiaiCallback
      assert issubclass(AluminatiaiCallback, module.Callback)

      def train(fails):
          trainer = types.SimpleNamespace(is_global_zero=os.environ.get("RANK", "0") == "0")
          callback, model = AluminatiaiCallback(project="demo"), Model()
          callback.setup(trainer, model, "fit")
          callback.on_fit_start(trainer, model)
          callback.on_train_start(trainer, model)
          if fails:
              callback.on_exception(trainer, model, ValueError("diverged"))
              callback.teardown(trainer, model, "fit")
              raise ValueError("diverged")
          callback.on_train_end(trainer, model)
          callback.on_fit_end(trainer, model)
          callback.teardown(trainer, model, "fit")
      """;

  private static final String MAIN =
      """

      train(sys.argv[1] == "fails")
      print("done")
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"HUGGINGFACE", "LIGHTNING"})
  void train_toItsEnd_isCompleted(ClientStyle style) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = train(style, api.address(), "succeeds", Map.of());

      assertThat(outcome.exitStatus()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEqualTo("done\n");
      List<Asked> asked = api.asked();
      assertThat(asked.get(0).body())
          .contains("\"project\": \"demo\"", "\"workload_type\": \"training\"")
          // 44 bytes
          .contains("\"model_size_gb\": 4.4e-08")
          .contains("\"status\": \"running\"");
      assertThat(asked.get(asked.size() - 1).body()).contains("\"status\": \"completed\"");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HUGGINGFACE", "LIGHTNING"})
  void train_thatBreaks_isFailed(ClientStyle style) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = train(style, api.address(), "fails", Map.of());

      assertThat(outcome.exitStatus()).isEqualTo(1);
      assertThat(outcome.err()).contains("ValueError: diverged");
      List<Asked> asked = api.asked();
      assertThat(asked.get(asked.size() - 1).body()).contains("\"status\": \"failed\"");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HUGGINGFACE", "LIGHTNING"})
  void train_withoutService_trainsAllTheSame(ClientStyle style) throws Exception {
    Outcome outcome = train(style, URI.create("http://127.0.0.1:9"), "succeeds", Map.of());

    assertThat(outcome.exitStatus()).isZero();
    assertThat(outcome.out()).isEqualTo("done\n");
    assertThat(outcome.err()).contains("aluminatiai: no answer");
  }

  @ParameterizedTest
  @EnumSource(names = {"HUGGINGFACE", "LIGHTNING"})
  void train_onOtherRank_reportsNothing(ClientStyle style) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(train(style, api.address(), "succeeds", Map.of("RANK", "1")).exitStatus())
          .isZero();

      assertThat(api.asked()).isEmpty();
    }
  }

  private Outcome train(ClientStyle style, URI address, String how, Map<String, String> variables)
      throws Exception {
    ClientCode code =
        GenerateClientCodeTest.withoutFiller(address)
            .generate(
                Caller.LOCAL,
                new CodeWish(ClientLanguage.PYTHON, Optional.of(style), Optional.empty()),
                Optional.empty());
    for (CodeFile file : code.files()) {
      Files.writeString(folder.resolve(file.name()), file.code());
    }
    String training = style == ClientStyle.HUGGINGFACE ? HUGGING_FACE : LIGHTNING;
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("ALUMINATIAI_GPU_TYPE", "H100");
    environment.put("ALUMINATIAI_SPOOL", folder.resolve("spool").toString());
    return execute(folder, environment, python(style), "-c", MODEL + training + MAIN, how);
  }

  private static String python(ClientStyle style) throws Exception {
    String library = style == ClientStyle.HUGGINGFACE ? "transformers" : "pytorch_lightning";
    String python = installed("venv/bin/python").toString();
    String look =
        "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)";
    boolean isThere =
        execute(InstalledTools.folder(), Map.of(), python, "-c", look, library).exitStatus() == 0;
    return isThere ? python : missing("Python's " + library);
  }
}
