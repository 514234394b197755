package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.names.NameIndex;
import com.aluminatiai.estimation.names.NameText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How names of models are read. Immutable and thread-safe. */
final class ModelNames {
  private static final char NO_SEPARATOR = 0;

  /** Regions and vendors as Amazon puts them in front: {@code us.anthropic.claude-opus-5}. */
  private static final Pattern IN_FRONT = Pattern.compile("^[a-z][a-z0-9-]*[.](?=[a-z])");

  /**
   * What stands behind a name and makes no other size of it: a date, a version, where it runs, and
   * what it was tuned or quantised to.
   */
  private static final Pattern BEHIND =
      Pattern.compile(
          "[-_:@.]?(?:20\\d{6}|[01]\\d[0-3]\\d|2[3-9][01]\\d|20\\d\\d-\\d\\d-\\d\\d|\\d\\d-20\\d\\d|\\d\\d-\\d\\d|v\\d+(?::\\d+)?|v\\d+[.]\\d+"
              + "|preview|latest|free|beta|exp|maas|tee|batch|priority|flex|thinking|reasoning"
              + "|instruct|chat|it|hf|base|online|turbo|fast|high|low|medium-effort"
              + "|gguf|qat|instant|quantized|dynamic|awq|gptq|mlx|bf16|fp16|fp8|fp4|nvfp4|mxfp4|int8|int4|w\\da\\d+|[48]bit"
              + "|q\\d(?:_[a-z0-9]+)*|bnb)$");

  private static final int MOST_LEFT_OUT = 6;

  /** OpenAI's names of tunings: {@code ft:gpt-4o-mini-2024-07-18:acme::abc}. */
  private static final String TUNED = "ft:";

  private final NameIndex<LanguageModel> index;

  ModelNames(List<LanguageModel> models) {
    Map<String, LanguageModel> keys = new LinkedHashMap<>();
    for (LanguageModel model : models) {
      for (String name : of(model)) {
        LanguageModel other = keys.put(NameText.normalised(name, NO_SEPARATOR), model);
        if (other != null && other != model) {
          throw new IllegalStateException("name of two models: " + name);
        }
      }
    }
    for (LanguageModel model : models) {
      keys.putIfAbsent(
          NameText.normalised(model.vendor().concat(model.name()), NO_SEPARATOR), model);
    }
    index = new NameIndex<>(keys, NO_SEPARATOR);
  }

  static List<String> of(LanguageModel model) {
    List<String> names = new ArrayList<>();
    names.add(model.id());
    names.add(model.name());
    names.addAll(model.aliases());
    return names;
  }

  static List<String> withVendor(LanguageModel model) {
    List<String> names = of(model);
    names.add(model.vendor());
    return names;
  }

  Optional<LanguageModel> find(String name) {
    LanguageModel hit = index.find(name);
    if (hit == null && name.length() <= NameText.LONGEST) {
      hit = withoutWhatIsBehind(last(name).toLowerCase(Locale.ROOT));
    }
    return Optional.ofNullable(hit);
  }

  /**
   * The name alone: behind the last slash, of {@code azure/gpt-4o} for instance, and of one's own
   * tuning that of what was tuned.
   */
  static String last(String name) {
    String text = name.strip();
    String alone = text.substring(text.lastIndexOf('/') + 1);
    return alone.startsWith(TUNED) ? alone.substring(TUNED.length()).split(":", 2)[0] : alone;
  }

  private LanguageModel withoutWhatIsBehind(String name) {
    String rest = name;
    for (int i = 0; i <= MOST_LEFT_OUT; i++) {
      LanguageModel hit = withoutWhatIsInFront(rest);
      String shorter = BEHIND.matcher(rest).replaceFirst("");
      if (hit != null || shorter.equals(rest) || shorter.isBlank()) {
        return hit;
      }
      rest = shorter;
    }
    return null;
  }

  private LanguageModel withoutWhatIsInFront(String name) {
    String rest = name;
    while (true) {
      LanguageModel hit = index.find(rest);
      String shorter = IN_FRONT.matcher(rest).replaceFirst("");
      if (hit != null || shorter.equals(rest)) {
        return hit;
      }
      rest = shorter;
    }
  }
}
