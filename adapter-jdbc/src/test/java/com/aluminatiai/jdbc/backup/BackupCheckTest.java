package com.aluminatiai.jdbc.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.jdbc.backup.BackupInput.StopException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackupCheckTest {
  private static BackupCheck check() throws StopException {
    BackupCheck check = new BackupCheck(Map.of("jobs", List.of("id", "name")));
    check.from(1);
    check.begin("jobs", List.of("id", "name"));
    return check;
  }

  /** Reads a table in two blocks that are cut at a place. */
  private static void read(String rows, int cut) throws StopException {
    BackupCheck check = check();
    byte[] bytes = rows.getBytes(UTF_8);
    check.block(Arrays.copyOf(bytes, cut));
    check.block(Arrays.copyOfRange(bytes, cut, bytes.length));
    check.end();
    check.endAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\.\n",
        "\\.\n1\ta\n",
        "1\ta\n\\.\n2\tb\n",
        "1\ta\n\\.\r\n",
        "1\ta\r\\.\r",
        "1\ta\n\\."
      })
  void aLineThatWouldEndWhatIsStored_isRefusedInOneLine(String rows) {
    for (int i = 0; i <= rows.length(); i++) {
      int cut = i;
      assertThatThrownBy(() -> read(rows, cut))
          .hasCauseInstanceOf(BackupException.class)
          .extracting(failure -> failure.getCause().getMessage())
          .asString()
          .startsWith("the backup has a row in table jobs that ")
          .doesNotContain("\n");
    }
  }

  @Test
  void rowsWithTheSameCharacters_areTaken() throws Exception {
    String rows = "\\\\.\t\\\\.\n\\.a\tb\n.\t\\N\n\\N\t\\.\n\n";

    for (int i = 0; i <= rows.length(); i++) {
      read(rows, i);
    }
    assertThat(rows).contains("\\.");
  }
}
