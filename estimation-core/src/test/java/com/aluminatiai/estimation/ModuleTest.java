package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ModuleTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void module_needsJavaBaseAlone() {
    ModuleDescriptor module =
        ModuleFinder.of(CLASSES).find("com.aluminatiai.estimation").orElseThrow().descriptor();

    assertThat(module.requires())
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactly("com.aluminatiai.estimation");
  }

  @Test
  void module_isSmallerThanAMegabyte() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
          .isLessThan(1_000_000);
    }
  }
}
