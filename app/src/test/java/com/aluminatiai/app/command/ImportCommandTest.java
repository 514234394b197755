package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.file.FileFormat;
import org.junit.jupiter.api.Test;

final class ImportCommandTest {
  @Test
  void formats_areThoseThatFilesAreReadIn() {
    assertThat(ImportCommand.FORMATS).isEqualTo(FileFormat.CODES);
  }
}
