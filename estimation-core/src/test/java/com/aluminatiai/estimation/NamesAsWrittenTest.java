package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as people, tools and providers write them: counts, slices, suffixes. */
final class NamesAsWrittenTest {
  private final AcceleratorCatalogue catalogue = Estimator.standard().accelerators();

  /** A suffix of TPU v2 to v4 and v5p counts TensorCores, two a chip; of v5e and v6e chips. */
  @ParameterizedTest
  @CsvSource({
    "8xH100, NVIDIA_H100_SXM, 8",
    "8x H100, NVIDIA_H100_SXM, 8",
    "8 x NVIDIA H100, NVIDIA_H100_SXM, 8",
    "H100x8, NVIDIA_H100_SXM, 8",
    "H100 x 16, NVIDIA_H100_SXM, 16",
    "NVIDIA H100 (x8), NVIDIA_H100_SXM, 8",
    "8 × H100, NVIDIA_H100_SXM, 8",
    "4 H100, NVIDIA_H100_SXM, 4",
    "8 GPUs H100, NVIDIA_H100_SXM, 8",
    "H100 (16 GPUs), NVIDIA_H100_SXM, 16",
    "1x H100, NVIDIA_H100_SXM, 1",
    "2 x NVIDIA GeForce RTX 3090, NVIDIA_RTX_3090, 2",
    "RTX 3090x2, NVIDIA_RTX_3090, 2",
    "2x3090, NVIDIA_RTX_3090, 2",
    "4x RTX 4090 Ti, NVIDIA_RTX_4090, 4",
    "L40Sx2, NVIDIA_L40S, 2",
    "8x A100 80GB, NVIDIA_A100_SXM_80, 8",
    "2x A100-MIG-1g.5gb, NVIDIA_A100_SXM_40, 2",
    "TPU v2-8, GOOGLE_TPU_V2, 4",
    "TPU v3-8, GOOGLE_TPU_V3, 4",
    "TPU v4-8, GOOGLE_TPU_V4, 4",
    "TPU v5p-8, GOOGLE_TPU_V5P, 4",
    "TPU v5e-8, GOOGLE_TPU_V5E, 8",
    "TPU v5litepod-8, GOOGLE_TPU_V5E, 8",
    "Cloud TPU v6e-4, GOOGLE_TPU_V6E, 4",
  })
  void find_numberOfDevicesInTheName_isKept(String name, String id, int count) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.count()).isEqualTo(OptionalInt.of(count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H100",
        "A100 40",
        "40 A100",
        "RTX 3080 12GB",
        "Apple M2 Max (38 cores)",
        "MI300X",
        "TPU v3",
        "Tesla V100-SXM2-32GB",
        "A100-MIG-1g.5gb",
        "NVIDIA A10-8Q",
        "GTX 1080 Ti"
      })
  void find_nameWithoutANumberOfDevices_statesNone(String name) {
    assertThat(catalogue.find(name).found()).isPresent();
    assertThat(catalogue.find(name).count()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MIG-A100-1g.5gb, NVIDIA_A100_SXM_40, 1, 7",
    "1g.5gb A100, NVIDIA_A100_SXM_40, 1, 7",
    "MIG 1g.10gb A100, NVIDIA_A100_SXM_80, 1, 7",
    "A100 1g.5gb MIG, NVIDIA_A100_SXM_40, 1, 7",
    "NVIDIA A100 3g.20gb (MIG), NVIDIA_A100_SXM_40, 3, 7",
    "nvidia_a100_80gb_pcie_2g.20gb, NVIDIA_A100_PCIE_80, 2, 7",
    "nvidia_a100_1g.5gb, NVIDIA_A100_SXM_40, 1, 7",
    "nvidia_h100_80gb_hbm3_1g.10gb, NVIDIA_H100_SXM, 1, 7",
    "gpu:a100_3g.20gb:1, NVIDIA_A100_SXM_40, 3, 7",
  })
  void find_sliceInAnyOrder_isTheSlice(String name, String id, double part, double whole) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.slice().orElseThrow().fraction()).isEqualTo(part / whole);
    assertThat(match.remark()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb-SHARED, NVIDIA_A100_SXM_80, 1",
    "nvidia.com/gpu.product=NVIDIA-A100-SXM4-40GB-MIG-3g.20gb-SHARED, NVIDIA_A100_SXM_40, 3",
    "A100-MIG-2g.10gb (MPS), NVIDIA_A100_SXM_40, 2",
  })
  void find_sharedSlice_isTheSliceAndSaysHowToStateTheShare(
      String name, String id, double sevenths) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.slice().orElseThrow().fraction()).isEqualTo(sevenths / 7);
    assertThat(match.remark())
        .contains("the whole slice of " + match.found().orElseThrow().name())
        .contains("gpu_fraction");
  }

  @ParameterizedTest
  @CsvSource({
    "L40S (MPS), NVIDIA_L40S",
    "T4 time-sliced, NVIDIA_T4",
    "T4 (time slicing), NVIDIA_T4",
    "time-shared T4, NVIDIA_T4",
    "shared A10, NVIDIA_A10",
  })
  void find_timeSlicedDevice_isTheWholeAndSaysHowToStateTheShare(String name, String id) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.slice()).isEmpty();
    assertThat(match.remark()).contains("several jobs share").contains("gpu_fraction");
  }

  @ParameterizedTest
  @CsvSource({
    "Jetson Xavier NX 16GB, NVIDIA_JETSON_XAVIER_NX",
    "Jetson AGX Xavier 64GB, NVIDIA_JETSON_AGX_XAVIER",
    "Jetson Nano 2GB, NVIDIA_JETSON_NANO",
    "TITAN RTX 48GB, NVIDIA_TITAN_RTX",
    "TITAN Xp COLLECTORS EDITION, NVIDIA_TITAN_XP",
    "Tesla V100-SXM3-32GB-H, NVIDIA_V100_SXM3_32",
    "Tesla V100-SXM2-16GB-N, NVIDIA_V100_SXM2_16",
    "A100-PG509-200, NVIDIA_A100_SXM_80",
    "NVIDIA GeForce GTX 1050 Ti with Max-Q Design, NVIDIA_GTX_1050_TI",
  })
  void find_knownFamilyWithAnySuffix_isTheNearestMember(String name, String id) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.kind()).isEqualTo(Match.Kind.FAMILY);
    assertThat(match.found().orElseThrow().rating().isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Gaudi 128GB, INTEL_GAUDI3",
    "Gaudi2D, INTEL_GAUDI2",
    "NVIDIA GeForce RTX 4070 with Max-Q Design, NVIDIA_RTX_4070_LAPTOP",
    "NVIDIA GeForce RTX 3080 with Max-Q Design, NVIDIA_RTX_3080_LAPTOP",
    "Apple M2 Max (38 cores), APPLE_M2_MAX",
    "Apple M2 Max 38-core GPU, APPLE_M2_MAX",
    "RTX 4070 TiS, NVIDIA_RTX_4070_TI_SUPER",
    "RTX 4070TiS, NVIDIA_RTX_4070_TI_SUPER",
    "NVIDIA GeForce RTX 2050, NVIDIA_RTX_2050_LAPTOP",
    "Quadro T1000, NVIDIA_QUADRO_T1000_LAPTOP",
    "NVIDIA T1000, NVIDIA_T1000",
    "GeForce MX450, NVIDIA_MX450_LAPTOP",
    "NVIDIA GeForce MX150, NVIDIA_MX150_LAPTOP",
    "NVIDIA T1200 Laptop GPU, NVIDIA_T1200_LAPTOP",
    "NVIDIA GeForce GT 1030, NVIDIA_GT_1030",
    "NVIDIA T500, NVIDIA_T500_LAPTOP",
    "T550 Laptop GPU, NVIDIA_T550_LAPTOP",
    "Quadro P500, NVIDIA_QUADRO_P500_LAPTOP",
    "Quadro P520, NVIDIA_QUADRO_P520_LAPTOP",
    "Quadro P3200 with Max-Q Design, NVIDIA_QUADRO_P3200_LAPTOP",
    "Quadro P4200, NVIDIA_QUADRO_P4200_LAPTOP",
    "Quadro P5200, NVIDIA_QUADRO_P5200_LAPTOP",
    "BI-V100, ILUVATAR_BI_V100",
    "BI-V150, ILUVATAR_BI_V150",
    "Bow IPU, GRAPHCORE_BOW",
  })
  void find_nameAsToolsPrintIt_isTheDevice(String name, String id) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.kind()).isEqualTo(Match.Kind.EXACT);
    assertThat(match.remark()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "A100-80Gx8, NVIDIA_A100_SXM_80, 8",
    "V100-32Gx2, NVIDIA_V100_SXM2_32, 2",
    "V100-32Gx4, NVIDIA_V100_SXM2_32, 4",
    "GPU+, NVIDIA_QUADRO_M4000, 1",
    "IPU-M2000, GRAPHCORE_GC200, 4",
    "Bow-2000, GRAPHCORE_BOW, 4",
  })
  void find_machine_isItsAccelerators(String name, String id, int count) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.MACHINE);
    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.count()).isEqualTo(OptionalInt.of(count));
  }

  @Test
  void find_machineWhoseHardwareIsNotPublished_saysSo() {
    Match<Accelerator> match = catalogue.find("zero-a10g");

    assertThat(match.found().map(Accelerator::id)).contains("NVIDIA_H200_SXM");
    assertThat(match.slice().orElseThrow().fraction()).isEqualTo(0.5);
    assertThat(match.remark()).contains("not published", "a part of NVIDIA H200", "gpu_fraction");
  }

  @Test
  void find_runtimesName_isThatOfTheArchitecture() {
    Match<Accelerator> match = catalogue.find("gfx90a:sramecc+:xnack-");

    assertThat(match.kind()).isEqualTo(Match.Kind.SHARED);
    assertThat(match.suggestions()).isEqualTo(catalogue.find("gfx90a").suggestions());
    assertThat(catalogue.find("gfx1100:sramecc-").kind()).isEqualTo(Match.Kind.SHARED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARM Cortex-A76", "Cortex-A57", "AmpereOne A192-32X"})
  void find_processor_isNoAccelerator(String name) {
    assertThat(catalogue.find(name).kind()).isEqualTo(Match.Kind.NO_ACCELERATOR);
  }
}
