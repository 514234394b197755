package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportedFileTest {
  private static final InputStream STANDARD_INPUT =
      new ByteArrayInputStream("piped".getBytes(StandardCharsets.UTF_8));

  @Test
  void dash_isStandardInputOfUnknownSize() throws IOException {
    ImportedFile file = new ImportedFile(Path.of("-"));

    assertThat(file.isReadable()).isTrue();
    assertThat(file.bytes()).isZero();
    assertThat(file.open(STANDARD_INPUT)).isSameAs(STANDARD_INPUT);
  }

  @Test
  void path_isThatFile(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("jobs.csv"), "stored");
    ImportedFile file = new ImportedFile(path);

    try (InputStream content = file.open(STANDARD_INPUT)) {
      assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("stored");
    }
    assertThat(file.bytes()).isEqualTo(6);
    assertThat(new ImportedFile(folder.resolve("none")).isReadable()).isFalse();
  }
}
