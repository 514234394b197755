package com.aluminatiai.estimation.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Range;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit as whoever uses named modules sees it. */
final class ModulePathTest {
  private static final String KIT = "com.aluminatiai.estimation.testing";

  private static ModuleLayer layer() {
    Path[] paths =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> !path.endsWith("test-classes"))
            .toArray(Path[]::new);
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(paths), ModuleFinder.of(), Set.of(KIT));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void kit_isAModuleBesideTheLibrarysAndSharesNoPackageWithIt() {
    ModuleLayer layer = layer();

    Module kit = layer.findModule(KIT).orElseThrow();
    Module library = layer.findModule("com.aluminatiai.estimation").orElseThrow();

    assertThat(kit.getPackages()).containsExactly(KIT);
    assertThat(library.getPackages()).doesNotContain(KIT);
    assertThat(kit.isOpen(KIT, layer.findModule("org.junit.platform.commons").orElseThrow()))
        .isTrue();
  }

  @Test
  void measuredRuns_areReadFromWithinTheModule() throws Exception {
    Class<?> runs = layer().findLoader(KIT).loadClass(KIT + ".MeasuredRuns");

    Stream<?> all = (Stream<?>) runs.getMethod("all").invoke(null);

    assertThat(runs.getModule().isNamed()).isTrue();
    assertThat(all.count()).isGreaterThan(100);
  }

  @Test
  void aScore_isOfTheRunsOfItsSets() {
    Score score =
        Score.of(
            List.of(
                new Score.Guess(new Range(8, 10, 12), 10),
                new Score.Guess(new Range(8, 10, 12), 20)));

    // 10 against 10 and against 20: off by 0 and by 50 %
    assertThat(score.runs()).isEqualTo(2);
    assertThat(score.inside()).isEqualTo(1);
    assertThat(score.mdapePercent()).isEqualTo(25);
    assertThat(score).hasToString("2 runs: median error 25.0 %, 1 inside");
  }
}
