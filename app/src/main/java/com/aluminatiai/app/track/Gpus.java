package com.aluminatiai.app.track;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The GPUs of this machine that a job may use, read by nvidia-smi where there is one. */
final class Gpus {
  private static final int COLUMNS = 5;
  private static final int LEAST_UUID_CHARACTERS = 5;
  private static final double MOST = 1e5;
  private static final int LONGEST_SECONDS = 20;

  private final TrackSettings settings;

  Gpus(TrackSettings settings) {
    this.settings = settings;
  }

  /** What nvidia-smi says of one. */
  record Gpu(
      String index, String uuid, String name, OptionalDouble percent, OptionalDouble watts) {}

  /** Returns them as they are now; none where nvidia-smi is not there, fails or takes long. */
  List<Gpu> now() {
    try {
      Process query =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=index,uuid,name,utilization.gpu,power.draw",
                  "--format=csv,noheader,nounits")
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        // A few hundred bytes a device: the pipe holds them all until they are read.
        if (!query.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || query.exitValue() != 0) {
          return List.of();
        }
        String listed = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return visible(read(listed));
      } finally {
        query.destroyForcibly();
      }
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  static List<Gpu> read(String listed) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : listed.lines().toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length == COLUMNS) {
        gpus.add(
            new Gpu(
                cells[0].strip(),
                cells[1].strip(),
                cells[2].strip(),
                number(cells[3]),
                number(cells[4])));
      }
    }
    return gpus;
  }

  /** A number; none for {@code [N/A]} and its like. */
  private static OptionalDouble number(String cell) {
    try {
      double number = Double.parseDouble(cell.strip());
      return number >= 0 && number < MOST ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  List<Gpu> visible(List<Gpu> gpus) {
    String visible = settings.environment().get("CUDA_VISIBLE_DEVICES");
    if (visible == null) {
      return gpus;
    }
    List<Gpu> chosen = new ArrayList<>();
    for (String name : visible.split(",")) {
      Optional<Gpu> found = gpus.stream().filter(gpu -> isNamed(gpu, name.strip())).findFirst();
      if (found.isEmpty()) {
        break; // As CUDA does: what follows an unknown name is not visible.
      }
      chosen.add(found.get());
    }
    return chosen.isEmpty() && visible.contains("MIG") ? gpus : chosen;
  }

  private static boolean isNamed(Gpu gpu, String name) {
    return name.equals(gpu.index())
        || (name.length() >= LEAST_UUID_CHARACTERS && gpu.uuid().startsWith(name));
  }
}
