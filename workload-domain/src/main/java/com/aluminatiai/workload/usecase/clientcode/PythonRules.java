package com.aluminatiai.workload.usecase.clientcode;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Python code may do: import a few modules, use a few names of them, call the API. */
final class PythonRules {
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^[ \\t]*(?:import[ \\t]+(?<modules>[\\w, ]+)"
              + "|from[ \\t]+(?<module>[\\w.]+)[ \\t]+import[ \\t]+(?<names>\\([\\w,\\s]+\\)|[\\w, ]+))"
              + "[ \\t]*$");

  /** Modules that may be imported whole, with what may be used of them. */
  private static final Map<String, String> MODULES =
      Map.of(
          "json", "\\s*=(?!=)|\\s*\\.\\s*(loads|dumps|JSONDecodeError)\\b",
          "math", "\\s*\\.\\s*(ceil|floor|isfinite|inf)\\b",
          "os", "\\s*\\.\\s*(environ\\s*\\.\\s*get\\s*\\(|environ\\s*\\[|getenv\\s*\\()\\s*\"",
          "random", "\\s*\\.\\s*(uniform|random|randint|choice)\\b",
          "requests",
              "\\s*\\.\\s*(get|post|patch|request|codes\\.\\w+|[A-Z]\\w+|session\\s*\\(|exceptions\\.[A-Z]\\w+"
                  + "|adapters\\.HTTPAdapter)\\b",
          "sys", "\\s*\\.\\s*(exit|stderr|stdout|argv)\\b",
          "time", "\\s*\\.\\s*(sleep|time|monotonic|perf_counter)\\b",
          "uuid", "\\s*\\.\\s*(uuid4|UUID)\\b");

  /** Modules that names may be imported from, with the names. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("__future__", "annotations"),
          Map.entry("collections.abc", "[A-Z]\\w+"),
          Map.entry("dataclasses", "dataclass|field|asdict"),
          Map.entry("datetime", "datetime|timezone|timedelta"),
          Map.entry("email.utils", "parsedate_to_datetime"),
          Map.entry("enum", "Enum|IntEnum"),
          Map.entry("http", "HTTPStatus"),
          Map.entry("random", "uniform"),
          Map.entry(
              "requests", "Session|Response|RequestException|HTTPError|ConnectionError|Timeout"),
          Map.entry("requests.adapters", "HTTPAdapter"),
          Map.entry("requests.exceptions", "[A-Z]\\w+"),
          Map.entry("time", "sleep"),
          // Not all that it has: ForwardRef runs what a text says.
          Map.entry(
              "typing",
              "Any|Callable|Dict|Final|Iterable|Iterator|List|Literal|Mapping|NamedTuple|NoReturn"
                  + "|Optional|Sequence|Set|Tuple|Type|TypedDict|Union"),
          Map.entry("urllib3.util", "Retry"),
          Map.entry("urllib3.util.retry", "Retry"),
          Map.entry("uuid", "uuid4|UUID"));

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(eval|exec|execfile|compile|open|input|breakpoint|getattr|setattr|delattr|vars|globals"
              + "|locals|dir|help|bytes|bytearray|memoryview|chr|reversed|subprocess|pickle|marshal|ctypes"
              + "|socket|importlib|builtins|pty|popen|system|fork|kill|remove|unlink|rmtree|rmdir|chmod"
              + "|base64|codecs|fromhex|unhexlify|decode|translate|maketrans|replace|modules|compat|sessions"
              + "|proxies|trust_env|hooks|delete|import|buffer|raw|detach|fileno|reconfigure|partition"
              + "|rpartition|split|rsplit|splitlines|removeprefix|removesuffix|iter|next|sorted)\\b"
              + "|\\b(type|list|tuple)\\s*\\("
              + "|\\b(spawn|b64|exec)\\w*|\\b(gi|cr|ag|f|tb|co|func)_[a-z]+\\b"
              + "|\\b(verify|cert|files)\\s*=(?!=)|\\.\\s*(verify|cert)\\b"
              + "|\\b(?!__(name|init|str|repr|enter|exit|all|post_init)__\\b)\\w*__\\w*"
              + "|;|\\[\\s*:\\s*:|\\.\\s*join\\s*\\(\\s*[\\[(]*\\s*\"|\\\\");

  private static final Pattern SETTING =
      Pattern.compile(
          "\\bos\\s*\\.\\s*(?:environ\\s*\\.\\s*get\\s*\\(|environ\\s*\\[|getenv\\s*\\()\\s*\"([0-9]+)\"");

  /** {@code text[:7]}: parts of our address make another one. */
  private static final Pattern SLICE = Pattern.compile("\\[[^\\[\\]{}()\"]*:[^\\[\\]]*\\]");

  /** {@code text[10]} is a character, but one of the arguments a whole text. */
  private static final Pattern NUMBERED = Pattern.compile("(?<!argv)\\[\\s*-?[0-9]+\\s*\\]");

  private static final Pattern STRIP = Pattern.compile("\\.\\s*[lr]?strip\\b");
  private static final Pattern STRIP_USES =
      Pattern.compile("\\.\\s*[lr]?strip\\s*\\(\\s*(\"([0-9]+)\"\\s*)?\\)");

  private PythonRules() {}

  static void check(Source source) throws Doubt {
    source.checkLiterals();
    Source rest = new Source(checkImports(source.code()), source.literals());
    rest.refuse(FORBIDDEN);
    rest.refuse(SLICE);
    rest.refuse(NUMBERED);
    rest.allowOnly(STRIP, STRIP_USES);
    checkStrips(rest);
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      Pattern word = Pattern.compile("(?<![\\w.])" + module.getKey() + "\\b");
      rest.allowOnly(word, Pattern.compile(module.getKey() + "(" + module.getValue() + ")"));
    }
    rest.settingsOfOurs(SETTING);
  }

  /** Nothing but slashes may be taken off. */
  private static void checkStrips(Source source) throws Doubt {
    Matcher strip = STRIP_USES.matcher(source.code());
    while (strip.find()) {
      Doubt.unless(
          strip.group(2) == null || source.literal(strip.group(2)).equals("/"),
          "takes a text apart");
    }
  }

  /** Returns the code without its imports. */
  private static String checkImports(String code) throws Doubt {
    Matcher matcher = IMPORT.matcher(code);
    while (matcher.find()) {
      if (matcher.group("modules") != null) {
        for (String module : matcher.group("modules").split(",", -1)) {
          Doubt.unless(MODULES.containsKey(module.strip()), "imports " + module.strip());
        }
      } else {
        checkNames(matcher.group("module"), matcher.group("names").replaceAll("[()]", " "));
      }
    }
    return matcher.replaceAll("");
  }

  private static void checkNames(String module, String names) throws Doubt {
    Doubt.unless(NAMES.containsKey(module), "imports " + module);
    for (String name : names.strip().replaceFirst(",$", "").split(",", -1)) {
      Doubt.unless(
          name.strip().matches(NAMES.get(module)), "imports " + name.strip() + " from " + module);
    }
  }
}
