package com.aluminatiai.jdbc.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void doubles_comeBackToTheLastBit() {
    Random random = new Random(20261126);
    for (int i = 0; i < 100_000; i++) {
      double anyBits = Double.longBitsToDouble(random.nextLong());
      double number = Double.isFinite(anyBits) ? anyBits : random.nextDouble();

      String text = Json.write(json -> json.writeNumber(number));

      assertThat(Json.read(text).doubleValue()).as(text).isEqualTo(number);
    }
  }
}
