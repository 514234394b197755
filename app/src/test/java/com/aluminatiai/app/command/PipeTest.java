package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PipeTest {
  @ParameterizedTest
  @CsvSource({
    "Broken pipe, true",
    "The pipe is being closed, true",
    "No space left on device, false"
  })
  void aReaderThatIsGone_isToldFromOtherFailures(String message, boolean isBroken) {
    Pipe pipe =
        new Pipe(
            new OutputStream() {
              @Override
              public void write(int oneByte) throws IOException {
                throw new IOException(message);
              }
            });

    assertThatThrownBy(() -> pipe.write(new byte[] {1, 2})).hasMessage(message);

    assertThat(pipe.isBroken()).isEqualTo(isBroken);
  }
}
