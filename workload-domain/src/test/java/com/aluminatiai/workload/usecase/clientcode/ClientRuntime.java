package com.aluminatiai.workload.usecase.clientcode;

import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.execute;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.missing;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.node;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.onPath;
import static org.junit.jupiter.api.Assertions.fail;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A way to run client code, by tools that {@code .ci/install-tools} installs or that are on the
 * path. Where they are missing a test is skipped, on CI it fails.
 */
public enum ClientRuntime {
  /** Python with requests. */
  PYTHON(ClientLanguage.PYTHON, "client.py"),
  /** Node, an ECMAScript module. */
  NODE_MODULE(ClientLanguage.JAVASCRIPT, "client.mjs"),
  /** Node, a script as it is by default. */
  NODE_SCRIPT(ClientLanguage.JAVASCRIPT, "client.js"),
  /** TypeScript compiled without any types but its own, then Node. */
  TSC(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** TypeScript compiled beside Node's types, then Node. */
  TSC_WITH_NODE_TYPES(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** Node that runs TypeScript itself. */
  NODE_TYPESCRIPT(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** Bash with curl. */
  BASH(ClientLanguage.CURL, "client.sh");

  private final ClientLanguage language;
  private final String fileName;

  ClientRuntime(ClientLanguage language, String fileName) {
    this.language = language;
    this.fileName = fileName;
  }

  /**
   * Returns the language that this runs.
   *
   * @return the language
   */
  public ClientLanguage language() {
    return language;
  }

  /**
   * Runs client code to its end.
   *
   * @param code the code
   * @param folder an empty folder
   * @param environment variables to set
   * @return how it ended
   * @throws IOException if it cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public Outcome run(String code, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(fileName), code);
    return switch (this) {
      case PYTHON -> execute(folder, environment, python(), "-W", "error", file.toString());
      case NODE_MODULE, NODE_SCRIPT -> execute(folder, environment, node(18, 0), file.toString());
      case NODE_TYPESCRIPT -> execute(folder, environment, node(22, 18), file.toString());
      case TSC, TSC_WITH_NODE_TYPES -> {
        compile(folder, "client.ts");
        yield execute(folder, environment, node(18, 0), folder.resolve("out/client.js").toString());
      }
      case BASH -> execute(folder, environment, onPath("bash", "curl"), file.toString());
    };
  }

  /** Compiles TypeScript in a folder; what is not right fails the test. */
  void compile(Path folder, String file) throws IOException, InterruptedException {
    Path modules = InstalledTools.folder().resolve("node_modules");
    Path compiler = modules.resolve("typescript/bin/tsc");
    if (!Files.exists(compiler)) {
      missing("the TypeScript compiler");
    }
    String types = this == TSC ? folder.toString() : modules.resolve("@types").toString();
    Outcome compiled =
        execute(
            folder,
            Map.of(),
            node(18, 0),
            compiler.toString(),
            "--strict",
            "--noUnusedLocals",
            "--noImplicitReturns",
            "--exactOptionalPropertyTypes",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--typeRoots",
            types,
            "--outDir",
            "out",
            file);
    if (compiled.exitStatus() != 0) {
      fail("tsc --strict: " + compiled.out());
    }
  }

  private static String python() throws IOException, InterruptedException {
    Path installed = InstalledTools.folder().resolve("venv/bin/python");
    String python = Files.exists(installed) ? installed.toString() : onPath("python3");
    if (execute(InstalledTools.folder(), Map.of(), python, "-c", "import requests").exitStatus()
        != 0) {
      missing("Python's requests");
    }
    return python;
  }
}
