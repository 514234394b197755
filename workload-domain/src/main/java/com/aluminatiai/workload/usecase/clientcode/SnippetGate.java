package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import java.util.Optional;

/**
 * Decides whether code that a model wrote may be shown to people who will run it. What is doubtful
 * is refused, since the template is always at hand: where a rule can either list what is allowed or
 * what is forbidden, it lists what is allowed.
 *
 * <p>The model is not told anything that a caller wrote, so hostile code is unlikely; the gate is
 * for the day when the model, or the way to it, is not what we think it is. It reads text and runs
 * nothing, so it cannot prove code harmless.
 */
final class SnippetGate {
  private final ClientLanguage language;
  private final BaseAddress address;

  SnippetGate(ClientLanguage language, BaseAddress address) {
    this.language = language;
    this.address = address;
  }

  /** Returns the code in a model's answer if it may be shown. */
  Optional<String> accept(String answer) {
    try {
      return Optional.of(check(answer));
    } catch (Doubt e) {
      return Optional.empty();
    }
  }

  /** Returns the code in a model's answer, or says why it may not be shown. */
  String check(String answer) throws Doubt {
    String code = FencedBlock.only(answer, language);
    PlainText.check(code, language);
    Doubt.unless(
        code.contains(address.text()) && code.contains("/api/workloads"), "does not call this API");
    String withoutAddress = AddressRules.remove(address, code);
    switch (language) {
      case PYTHON -> PythonRules.check(Source.python(withoutAddress));
      case JAVASCRIPT, TYPESCRIPT -> ScriptRules.check(Source.script(withoutAddress));
      case CURL -> ShellRules.check(withoutAddress);
    }
    return code;
  }
}
