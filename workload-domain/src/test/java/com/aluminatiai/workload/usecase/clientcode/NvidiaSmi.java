package com.aluminatiai.workload.usecase.clientcode;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program of that name, which tells of GPUs that are not there. */
final class NvidiaSmi {
  private NvidiaSmi() {}

  /**
   * Puts it on the path: so many H100 at 50 % and 300 W. Environment variables say nothing then.
   */
  static Map<String, String> onPath(Path folder, int gpus) throws IOException {
    return onPath(folder, gpus, "NVIDIA H100 PCIe");
  }

  /** The same of another model. */
  static Map<String, String> onPath(Path folder, int gpus, String model) throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\ncase $* in\n  *index*)\n");
    for (int i = 0; i < gpus; i++) {
      script.append("    echo '" + i + ", GPU-" + i + "0a1b, " + model + ", 50, 300.00'\n");
    }
    script.append("    ;;\n  *)\n");
    for (int i = 0; i < gpus; i++) {
      script.append("    echo '" + model + ", 50, 300.00'\n");
    }
    return onPath(folder, script.append("    ;;\nesac\n"));
  }

  /** Puts one on the path that never ends. */
  static Map<String, String> hangingOnPath(Path folder) throws IOException {
    return onPath(folder, "#!/bin/sh\nexec sleep 100000\n");
  }

  private static Map<String, String> onPath(Path folder, CharSequence script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path program = Files.writeString(bin.resolve("nvidia-smi"), script);
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + program);
    }
    return Map.of(
        "PATH", bin + File.pathSeparator + System.getenv("PATH"), "ALUMINATIAI_GPU_TYPE", "");
  }
}
