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
    Path bin = Files.createDirectories(folder.resolve("bin"));
    StringBuilder script = new StringBuilder("#!/bin/sh\ncase $* in\n  *index*)\n");
    for (int i = 0; i < gpus; i++) {
      script.append("    echo '" + i + ", GPU-" + i + "0a1b, NVIDIA H100 PCIe, 50, 300.00'\n");
    }
    script.append("    ;;\n  *)\n");
    for (int i = 0; i < gpus; i++) {
      script.append("    echo 'NVIDIA H100 PCIe, 50, 300.00'\n");
    }
    Path program = Files.writeString(bin.resolve("nvidia-smi"), script.append("    ;;\nesac\n"));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + program);
    }
    return Map.of(
        "PATH", bin + File.pathSeparator + System.getenv("PATH"), "ALUMINATIAI_GPU_TYPE", "");
  }
}
