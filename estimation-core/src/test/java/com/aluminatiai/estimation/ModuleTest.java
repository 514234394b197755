package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
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
        .containsExactlyInAnyOrder("com.aluminatiai.estimation", "com.aluminatiai.estimation.work");
  }

  /** What an embedder downloads: every file as a jar holds it, without the jar's own table. */
  @Test
  void module_isSmallerThanHalfAMegabyte() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(ModuleTest::deflated).sum())
          .isLessThan(500_000);
    }
  }

  private static long deflated(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      Files.copy(file, out);
      out.finish();
      return bytes.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
