package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "445.536, 445.54",
    "0.00121333, 0.001213",
    "72, 72",
    "1.005, 1.01",
    "0, 0",
    "1e9, 1000000000",
  })
  void forReaders_twoDecimalsOrFourDigits(double figure, String shown) {
    assertThat(Figures.forReaders(figure)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"445.536123, 445.536", "0.05, 0.05", "1e9, 1000000000", "0, 0", "1e-9, 1E-9"})
  void forTheModel_sixDigits(double figure, String shown) {
    assertThat(Figures.forTheModel(figure)).hasToString(shown);
  }
}
