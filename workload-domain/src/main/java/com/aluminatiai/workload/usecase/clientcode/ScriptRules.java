package com.aluminatiai.workload.usecase.clientcode;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What JavaScript and TypeScript code may do: call the API with {@code fetch} and print. */
final class ScriptRules {
  /** The few modules, always the same way; their names stand in the first group. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:import\\s*\\{\\s*(?:randomUUID|setTimeout(?:\\s+as\\s+\\w+)?)\\s*\\}\\s*from\\s*"
              + "|import\\s+(?:crypto|process)\\s+from\\s*"
              + "|\\b(?:const|let|var)\\s+(?:crypto|\\{\\s*randomUUID\\s*\\})\\s*=\\s*require\\s*\\(\\s*)"
              + "\"(?<module>[0-9]+)\"\\)?");

  private static final Set<String> MODULES =
      Set.of(
          "crypto",
          "node:crypto",
          "timers/promises",
          "node:timers/promises",
          "process",
          "node:process");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(eval|Function|globalThis|global|window|self|Reflect|Proxy|WebAssembly|Worker|Deno|Bun"
              + "|document|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|child_process|exec"
              + "|execSync|execFile|spawn|spawnSync|fork|vm|fs|net|dgram|atob|btoa|Buffer|TextDecoder|escape"
              + "|unescape|prototype|arguments|callee|with|dispatcher|prepareStackTrace|getThis|getFunction|Symbol|reverse|concat|charCodeAt"
              + "|codePointAt|getBuiltinModule|dlopen|binding|mainModule|kill|require|module|import|delete"
              + "|createRequire|unlink|rmSync|mkdir|URL|URLSearchParams|slice|substring|substr|at|charAt|host|hostname"
              + "|href|port|protocol|from)\\b"
              + "|\\b(fromC|decodeURI|writeFile|readFile|createWrite|getOwn|getPrototype|setPrototype|define)\\w*"
              + "|__\\w|\\.\\s*constructor\\b|\\bconstructor\\b(?!\\s*\\()|\\bString\\s*\\.\\s*raw|\\bexport\\s*(\\*|\\{[^}]*\\}\\s*from)"
              + "|\\bsetTimeout\\s*\\(\\s*\"|\\bsetInterval\\s*\\(\\s*\""
              // In a plain function this is the global object, which holds all there is.
              + "|\\bthis\\b(?!\\s*\\??\\.\\s*\\w)|\\.\\s*process\\b|\\]\\s*(\\?\\.)?\\s*[(`]|<!--|-->|\\\\|#\\["
              + "|\\.\\s*replace(All)?\\b(?!\\s*\\(\\s*TRIMS_SLASHES\\b)|\\.\\s*split\\b"
              + "|\\]\\s*\\.\\s*join\\b"
              + "|(?<!Math\\.random\\(\\)|Date\\.now\\(\\))\\.\\s*toString\\s*\\(\\s*[^)\\s]");

  private static final Pattern PROCESS = Pattern.compile("(?<![\\w$.])process\\b");
  private static final Pattern PROCESS_USES =
      Pattern.compile(
          "process\\s*(\\?\\s*)?\\.\\s*(env\\s*(\\.\\s*ALUMINATIAI_[A-Z_]+\\b|\\[\\s*\"[0-9]+\"\\s*\\])"
              + "|exit\\s*\\(|exitCode\\b|argv\\b|(stdout|stderr)\\s*\\.\\s*write\\s*\\()"
              + "|process\\s*:\\s*\\{");
  private static final Pattern SETTING =
      Pattern.compile("\\bprocess\\s*\\.\\s*env\\s*\\[\\s*\"([0-9]+)\"");
  private static final Pattern CRYPTO = Pattern.compile("(?<![\\w$.])crypto\\b");
  private static final Pattern CRYPTO_USES =
      Pattern.compile("crypto\\s*(\\?\\s*)?\\.\\s*randomUUID\\s*(\\?\\.\\s*)?\\(");

  private static final Pattern INNERMOST_INDEX =
      Pattern.compile(
          "(?<name>[\\w$]+|[)}\\]\"])?\\s*(\\?\\.)?(?<open>\\[)(?<index>[^\\[\\]]*)\\]");

  /** A number, a literal, nothing, or what TypeScript calls an index signature. */
  private static final Pattern STANDS_THERE =
      Pattern.compile("[0-9]*|\"[0-9]+\"|\\w+\\s*:\\s*(string|number)");

  /** {@code text[10]} is a character, and parts of our address make another one. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?<!\\bargv)(?<=[\\w$)\\]\"?.])\\s*\\[\\s*[0-9]+\\s*\\]"
              + "(?!\\s*\\.\\s*(json\\s*\\(|(status|ok|id|name|kwh|estimates|workload|headers)\\b(?!\\s*\\()))");

  private static final Pattern COMPUTED_KEY = Pattern.compile("[{,]\\s*\\[[^\\[\\]]*\\]$");

  private static final Set<String> BEFORE_ARRAY =
      Set.of("const", "let", "var", "return", "of", "in", "await", "yield", "case", "typeof");

  private ScriptRules() {}

  static void check(Source source) throws Doubt {
    source.checkLiterals();
    Source rest = new Source(withoutImports(source), source.literals());
    rest.refuse(FORBIDDEN);
    rest.refuse(NUMBERED);
    rest.allowOnly(PROCESS, PROCESS_USES);
    rest.settingsOfOurs(SETTING);
    rest.allowOnly(CRYPTO, CRYPTO_USES);
    checkIndexes(rest.code());
  }

  private static String withoutImports(Source source) throws Doubt {
    Matcher matcher = IMPORT.matcher(source.code());
    while (matcher.find()) {
      String module = source.literal(matcher.group("module"));
      Doubt.unless(MODULES.contains(module), "imports " + module);
    }
    return matcher
        .replaceAll("")
        .replaceAll("\\bmodule\\s*\\.\\s*exports\\s*=\\s*\\{", "EXPORTS = {")
        .replaceAll("\\brequire\\s*\\.\\s*main\\s*===?\\s*module\\b", "true")
        .replaceAll("\\bimport\\s*\\.\\s*meta\\s*\\.\\s*(main|url)\\b", "META");
  }

  /**
   * A property is reached by a number or a name that stands there: by an expression one reaches
   * anything, the compiler included.
   */
  private static void checkIndexes(String code) throws Doubt {
    // Read again and again from the start: without long gaps, so that this stays quick.
    String rest = code.replaceAll("\\s+", " ");
    Matcher matcher = INNERMOST_INDEX.matcher(rest);
    while (matcher.find()) {
      String name = matcher.group("name");
      String index = matcher.group("index").strip();
      boolean array = name == null || BEFORE_ARRAY.contains(name);
      boolean key = array && COMPUTED_KEY.matcher(rest).region(0, matcher.end()).find();
      Doubt.unless(
          STANDS_THERE.matcher(index).matches()
              || (array && !(key && rest.substring(matcher.end()).stripLeading().startsWith(":"))),
          "reaches a property by an expression");
      rest = rest.substring(0, matcher.start("open")) + " ARRAY " + rest.substring(matcher.end());
      matcher = INNERMOST_INDEX.matcher(rest);
    }
  }
}
