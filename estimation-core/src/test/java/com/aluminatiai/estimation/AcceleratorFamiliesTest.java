package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.names.DeviceWords;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest member of a family, and how wide its rating becomes. */
final class AcceleratorFamiliesTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private final AcceleratorFamilies families =
      new AcceleratorFamilies(
          Stream.of(
                  "NVIDIA_H100_SXM",
                  "NVIDIA_RTX_3080",
                  "NVIDIA_RTX_3080_12GB",
                  "NVIDIA_RTX_3080_LAPTOP",
                  "GOOGLE_TPU_V6E")
              .map(id -> Estimator.standard().accelerators().byId(id).orElseThrow())
              .toList());

  private Optional<Accelerator> find(String name) {
    return families.find(DeviceWords.of(name)).flatMap(Match::found);
  }

  /** 0.8 and 1.2 times the ratings of the family; a quarter for a laptop's of a card. */
  @ParameterizedTest
  @CsvSource({
    // 700 W
    "H100 72GB, NVIDIA_H100_SXM, 560, 840",
    "H100 Laptop, NVIDIA_H100_SXM, 175, 840",
    // 0.8 x 320 W, 1.2 x 350 W: two cards of one name
    "RTX 3080 11GB, NVIDIA_RTX_3080, 256, 420",
    "RTX 3080 Super, NVIDIA_RTX_3080, 256, 420",
    // half of 80 GB is still no slice
    "H100 40GB, NVIDIA_H100_SXM, 560, 840",
  })
  void find_unknownSuffix_isTheNearestWithTheBandOfItsFamily(
      String name, String id, double lowWatts, double highWatts) {
    Accelerator found = find(name).orElseThrow();

    assertThat(found.id()).isEqualTo(id);
    assertThat(found.rating().lowWatts()).isCloseTo(lowWatts, EXACT);
    assertThat(found.rating().highWatts()).isCloseTo(highWatts, EXACT);
    assertThat(found.rating().certainty()).isEqualTo(Rating.Certainty.ESTIMATED);
  }

  @Test
  void find_laptop_leavesOutTheCards() {
    Accelerator laptop =
        Estimator.standard().accelerators().byId("NVIDIA_RTX_3080_LAPTOP").orElseThrow();

    for (String name : new String[] {"RTX 3080 Laptop Max-Q", "RTX 3080 laptop super"}) {
      Accelerator found = find(name).orElseThrow();
      assertThat(found.id()).isEqualTo("NVIDIA_RTX_3080_LAPTOP");
      assertThat(found.rating().lowWatts()).isCloseTo(0.8 * laptop.rating().lowWatts(), EXACT);
      assertThat(found.rating().highWatts()).isCloseTo(1.2 * laptop.rating().highWatts(), EXACT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H100 39GB",
        "H100 foo",
        "H200",
        "AMD H100 72GB",
        // One word without a number is no family: what is meant by its suffix is anybody's guess.
        "Trillium Ti",
        "Ti",
      })
  void find_noMember_isNone(String name) {
    assertThat(find(name)).isEmpty();
  }
}
