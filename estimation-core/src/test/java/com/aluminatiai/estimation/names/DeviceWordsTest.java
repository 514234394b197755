package com.aluminatiai.estimation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a device's name is taken apart, word by word. */
final class DeviceWordsTest {
  @ParameterizedTest
  @CsvSource({
    "H100, h100, false",
    "8x H100, h100, true",
    "8 x H100, h100, true",
    "H100 x8, h100, true",
    "H100 x 8, h100, true",
    "8xH100, h100, true",
    "H100x8, h100, true",
    "H100 x, x h100, false",
    "x H100, x h100, false",
    "H100 8, h100 8, false",
    "p5.48xlarge, p5, false",
    "p5 xlarge, p5, false",
    "H100 GPU, h100, false",
  })
  void of_aNumberOfDevices_isLeftOut(String name, String words, boolean isCounted) {
    DeviceWords found = DeviceWords.of(name);

    assertThat(found.key().split(" ")).containsExactlyInAnyOrder(words.split(" "));
    assertThat(found.counted()).isEqualTo(isCounted);
    assertThat(found.count().orElse(8)).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "A100 80GB, 80, a100",
    "A100 80 GB, 80, a100",
    "A100 80 GiB, 80, a100",
    "A100 80g, 80, a100",
    "A100 80GB 80GB, 80, a100",
    // A second and other memory is not the device's: it stays a word of its own.
    "A100 80GB 40GB, 80, 40gb a100",
  })
  void of_aMemory_isTakenOut(String name, int memoryGb, String key) {
    DeviceWords found = DeviceWords.of(name);

    assertThat(found.memoryGb()).isEqualTo(OptionalInt.of(memoryGb));
    assertThat(found.key()).isEqualTo(key);
  }

  @Test
  void of_wordsAsTheyStand_areTheText() {
    DeviceWords found = DeviceWords.of("NVIDIA RTX 4090 Ti");

    assertThat(found.text()).isEqualTo("rtx4090ti");
    assertThat(found.key()).isEqualTo("4090 rtx ti");
    assertThat(found.vendor()).isEqualTo(Optional.of("NVIDIA"));
    assertThat(DeviceWords.of("RTX 4090").vendor()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TPU v5p-64, tpu v5p",
    "v5litepod-8, v5litepod",
    "v5p-64 slice, slice v5p",
    // A number of GB is a memory and no slice; a number after another word is a word.
    "v5p 64 GB, v5p",
    "M1 64, 64 m1",
    "v5p, v5p",
  })
  void of_coresOfASlice_areLeftOut(String name, String key) {
    assertThat(DeviceWords.of(name).key()).isEqualTo(key);
  }

  @Test
  void withNumberAsMemory_eachNumber_isOneReading() {
    List<DeviceWords> readings = DeviceWords.withNumberAsMemory("RTX 3080 12");

    assertThat(readings)
        .extracting(DeviceWords::memoryGb)
        .containsExactly(OptionalInt.of(3080), OptionalInt.of(12));
    assertThat(readings).extracting(DeviceWords::key).containsExactly("12 rtx", "3080 rtx");
    assertThat(DeviceWords.withNumberAsMemory("H100")).isEmpty();
  }
}
