package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.aluminatiai.estimation.names.NearNames;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceleratorCatalogueTest {
  private final AcceleratorCatalogue catalogue = Estimator.standard().accelerators();

  @Test
  void find_everyIdNameAndAlias_findsItsOwnRow() {
    for (Accelerator accelerator : catalogue.all()) {
      for (String name : AcceleratorNames.namesOf(accelerator)) {
        for (String spelling :
            List.of(
                name,
                name.toUpperCase(Locale.ROOT),
                name.toLowerCase(Locale.ROOT),
                name.replace(' ', '_'),
                "  " + name.replace('-', ' ') + " ",
                "vendor.com/gpu.product=" + name.replace(' ', '-'))) {
          assertThat(catalogue.find(spelling).found()).as(spelling).contains(accelerator);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "h100, NVIDIA_H100_SXM",
    "RTX_4090, NVIDIA_RTX_4090",
    "RTX 4090, NVIDIA_RTX_4090",
    "rtx4090, NVIDIA_RTX_4090",
    "NVIDIA A100-SXM4-80GB, NVIDIA_A100_SXM_80",
    "NVIDIA A100-SXM4-40GB, NVIDIA_A100_SXM_40",
    "NVIDIA A100 80GB PCIe, NVIDIA_A100_PCIE_80",
    "A100, NVIDIA_A100_SXM_80",
    "A100 40 GB, NVIDIA_A100_SXM_40",
    "A100-40G, NVIDIA_A100_SXM_40",
    "A100 80, NVIDIA_A100_SXM_80",
    "A100 PCIE 80GiB, NVIDIA_A100_PCIE_80",
    "A10, NVIDIA_A10",
    "A10G, NVIDIA_A10G",
    "GH200, NVIDIA_GH200",
    "NVIDIA GH200 480GB, NVIDIA_GH200",
    "NVIDIA H200, NVIDIA_H200_SXM",
    "Tesla V100-SXM2-32GB, NVIDIA_V100_SXM2_32",
    "NVIDIA Tesla V100 16 GB, NVIDIA_V100_SXM2_16",
    "NVIDIA Tesla T4, NVIDIA_T4",
    "Tesla T4 15GB, NVIDIA_T4",
    "GeForce RTX\u2122 4090, NVIDIA_RTX_4090",
    "NVIDIA\u00AE GeForce RTX(TM) 4090 24GB GDDR6X, NVIDIA_RTX_4090",
    "AMD Instinct\u2122 MI300X, AMD_MI300X",
    "AMD Instinct MI300X 192GB HBM3, AMD_MI300X",
    "amd.com/gpu.product-name=AMD_Instinct_MI300X_OAM, AMD_MI300X",
    "Intel(R) Data Center GPU Max 1550, INTEL_MAX_1550",
    "nvidia.com/gpu.product=NVIDIA-A100-SXM4-80GB, NVIDIA_A100_SXM_80",
    "cloud.google.com/gke-accelerator=nvidia-h100-80gb, NVIDIA_H100_SXM",
    "tpu-v5-lite-podslice, GOOGLE_TPU_V5E",
    "gpu_8x_h100_sxm5, NVIDIA_H100_SXM",
    "8x H100, NVIDIA_H100_SXM",
    "8xH100, NVIDIA_H100_SXM",
    "H100x8, NVIDIA_H100_SXM",
    "4xA100-40GB, NVIDIA_A100_SXM_40",
    "Radeon 7900XTX 24GB, AMD_RX_7900_XTX",
    "RTX4090 24GB, NVIDIA_RTX_4090",
    "MI300X, AMD_MI300X",
    "A100X, NVIDIA_A100X",
    "8x A100, NVIDIA_A100_SXM_80",
    "GPU A100, NVIDIA_A100_SXM_80",
    "gpu_8x_a100, NVIDIA_A100_SXM_40",
    "8 x H100 SXM, NVIDIA_H100_SXM",
    "H100 80GB x 8, NVIDIA_H100_SXM",
    "Apple M4, APPLE_M4",
    "Apple M1 Max 64 GB, APPLE_M1_MAX",
    "\uFF32\uFF34\uFF38\u30004090, NVIDIA_RTX_4090",
    "GTX Titan X, NVIDIA_GTX_TITAN_X",
    "RTX A1000, NVIDIA_RTX_A1000",
    "NVIDIA GeForce RTX 4090 Laptop GPU, NVIDIA_RTX_4090_LAPTOP",
    "RTX 4060 Laptop GPU, NVIDIA_RTX_4060_LAPTOP",
    "RTX 3080 12GB, NVIDIA_RTX_3080_12GB",
    "H100 96GB, NVIDIA_H100_SXM_96",
    "H100 64GB, NVIDIA_H100_SXM_64",
    "GH200 144G, NVIDIA_GH200_144",
    "Tesla M4, NVIDIA_M4",
    "RTX 4090 48GB, NVIDIA_RTX_4090_48",
    "Trainium, AWS_TRAINIUM1",
    "Apple M5 Max, APPLE_M5_MAX",
    "AMD Instinct MI350 OAM, AMD_MI350X",
    "MI250X GCD, AMD_MI250X_GCD",
    "K80 die, NVIDIA_K80_DIE",
    "Max 1550 tile, INTEL_MAX_1550_TILE",
    "gfx908, AMD_MI100",
    "Ascend 910B2, HUAWEI_ASCEND_910B2",
  })
  void find_messyName_findsTheDevice(String name, String id) {
    assertThat(catalogue.find(name).found().map(Accelerator::id)).contains(id);
    assertThat(catalogue.find(name).suggestions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "p5.48xlarge, NVIDIA_H100_SXM",
    "p5en.48xlarge, NVIDIA_H200_SXM",
    "p4d.24xlarge, NVIDIA_A100_SXM_40",
    "p4de.24xlarge, NVIDIA_A100_SXM_80",
    "p3.2xlarge, NVIDIA_V100_SXM2_16",
    "p6-b200.48xlarge, NVIDIA_B200",
    "p6e-gb200.36xlarge, NVIDIA_GB200",
    "ml.p4d.24xlarge, NVIDIA_A100_SXM_40",
    "ml.g5.2xlarge, NVIDIA_A10G",
    "g5.xlarge, NVIDIA_A10G",
    "g6e.48xlarge, NVIDIA_L40S",
    "g4dn.metal, NVIDIA_T4",
    "trn2.48xlarge, AWS_TRAINIUM2",
    "dl1.24xlarge, INTEL_GAUDI1",
    "a2-highgpu-1g, NVIDIA_A100_SXM_40",
    "a2-ultragpu-8g, NVIDIA_A100_SXM_80",
    "a3-highgpu-8g, NVIDIA_H100_SXM",
    "a3-megagpu-8g, NVIDIA_H100_SXM",
    "a3-ultragpu-8g, NVIDIA_H200_SXM",
    "a4-highgpu-8g, NVIDIA_B200",
    "a4x-highgpu-4g, NVIDIA_GB200",
    "g2-standard-48, NVIDIA_L4",
    "ct5lp-hightpu-4t, GOOGLE_TPU_V5E",
    "ct6e-standard-4t, GOOGLE_TPU_V6E",
    "Standard_ND96isr_H100_v5, NVIDIA_H100_SXM",
    "Standard_ND96isr_H200_v5, NVIDIA_H200_SXM",
    "Standard_ND96asr_v4, NVIDIA_A100_SXM_40",
    "Standard_ND96amsr_A100_v4, NVIDIA_A100_SXM_80",
    "Standard_NC24ads_A100_v4, NVIDIA_A100_PCIE_80",
    "Standard_NC40ads_H100_v5, NVIDIA_H100_NVL",
    "Standard_NC4as_T4_v3, NVIDIA_T4",
    "Standard_NC6s_v3, NVIDIA_V100_PCIE_16",
    "BM.GPU.H100.8, NVIDIA_H100_SXM",
    "BM.GPU.A100-v2.8, NVIDIA_A100_SXM_80",
    "BM.GPU4.8, NVIDIA_A100_SXM_40",
    "VM.GPU.A10.1, NVIDIA_A10",
    "BM.GPU.MI300X.8, AMD_MI300X",
    "gpu_1x_a100_sxm4, NVIDIA_A100_SXM_40",
    "DGX-2, NVIDIA_V100_SXM3_32",
    "DGX Station A100, NVIDIA_A100_SXM_80",
    "4090D, NVIDIA_RTX_4090_D",
  })
  void find_nameOfACloudsMachine_findsWhatIsInIt(String name, String id) {
    assertThat(catalogue.find(name).found().map(Accelerator::id)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "'GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-5e0f1c1a-9d5b)', NVIDIA_H100_SXM",
    "nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3, NVIDIA_H100_SXM",
    "nvidia.com/gpu.product: \"Tesla-T4\", NVIDIA_T4",
    "8\u00D7H100, NVIDIA_H100_SXM",
    "8 \u00D7 NVIDIA H100, NVIDIA_H100_SXM",
    "Intel\u00AE Gaudi\u00AE 3 AI Accelerator, INTEL_GAUDI3",
    "Intel Gaudi 2 AI accelerator, INTEL_GAUDI2",
    "AMD INSTINCT MI250 (MCM) OAM AC MBA, AMD_MI250",
    "AMD Instinct MI300X VF, AMD_MI300X",
    "NVIDIA Jetson AGX Orin Developer Kit, NVIDIA_JETSON_AGX_ORIN_64",
    "Jetson Orin Nano Super Developer Kit, NVIDIA_JETSON_ORIN_NANO",
    "TPU v3-8, GOOGLE_TPU_V3",
    "Cloud TPU v5p, GOOGLE_TPU_V5P",
    "cloud tpu v3, GOOGLE_TPU_V3",
    "v5p-64, GOOGLE_TPU_V5P",
    "v4-1024, GOOGLE_TPU_V4",
    "DGX A100, NVIDIA_A100_SXM_80",
    "1080ti, NVIDIA_GTX_1080_TI",
    "2080 Ti, NVIDIA_RTX_2080_TI",
    "3090Ti, NVIDIA_RTX_3090_TI",
  })
  void find_asToolsPrintIt_findsTheDevice(String name, String id) {
    assertThat(catalogue.find(name).found().map(Accelerator::id)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "Standard_NC24ads_Z100_A100_v9, NVIDIA_A100_PCIE_80",
    "vm-with-8-h100s h100 flavour-x, NVIDIA_H100_SXM",
    "v100-64, NVIDIA_V100_SXM2_32",
    "A1000, NVIDIA_A100_SXM_80",
    "H1O0, NVIDIA_H100_SXM",
    "H1O0 SMX, NVIDIA_H100_SXM",
    "B20, NVIDIA_B200",
    "H2000, NVIDIA_H200_SXM",
    "XH100, NVIDIA_H100_SXM",
    "AMD H100, NVIDIA_H100_SXM",
    "RTX 6000, NVIDIA_RTX_6000_ADA",
    "RTX6000, NVIDIA_QUADRO_RTX_6000",
    "RTX 4090 (480 W cap), NVIDIA_RTX_4090",
    "M40/P40 22GB, NVIDIA_P40",
    "Intel Gaudi 31, INTEL_GAUDI1",
    "Apple M1 3, APPLE_M1",
    "MI250X0, AMD_MI250X",
  })
  void find_nearMiss_isNotFoundButSuggested(String name, String suggestion) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found()).isEmpty();
    assertThat(match.suggestions()).extracting(Accelerator::id).contains(suggestion);
    assertThat(match.suggestions()).hasSizeBetween(1, NearNames.MOST_SUGGESTIONS);
  }

  @Test
  void find_unknownName_putsTheNearestFirst() {
    assertThat(catalogue.find("A1000").suggestions().get(0).id()).isEqualTo("NVIDIA_RTX_A1000");
    assertThat(catalogue.find("H1O0").suggestions().get(0).id()).isEqualTo("NVIDIA_H100_SXM");
    assertThat(catalogue.find("mi-300-y").suggestions().get(0).id()).startsWith("AMD_MI300");
  }

  @Test
  void find_nameOfTwoDevices_suggestsBoth() {
    Match<Accelerator> match = catalogue.find("Titan X 12 GB");

    assertThat(match.found()).isEmpty();
    assertThat(match.suggestions())
        .extracting(Accelerator::id)
        .contains("NVIDIA_TITAN_X_PASCAL", "NVIDIA_GTX_TITAN_X");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "=",
        "\0",
        "H100\0\uD800",
        "\uD83D\uDE80",
        "%$\u00A7!",
        "quantum abacus",
        "gb",
        "8x"
      })
  void find_nothingLikeADevice_findsNothing(String name) {
    assertThat(catalogue.find(name.replace("H100", "")).found()).isEmpty();
  }

  @Test
  void find_randomText_neverFails() {
    Random random = new Random(20261101);
    String alphabet = "AaHhIi\u0130\u0131019 -_=()[]xXgGbB\0\uD800\uDC00\u2122\u0301\uFF21\uFDFA";
    for (int i = 0; i < 500; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(250); length > 0; length--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Match<Accelerator> match = catalogue.find(name.toString());
      assertThat(match.suggestions()).hasSizeLessThanOrEqualTo(NearNames.MOST_SUGGESTIONS);
      assertThat(match.found().isPresent() && !match.suggestions().isEmpty()).isFalse();
      assertThat(Estimator.standard().regions().find(name.toString()).suggestions())
          .hasSizeLessThanOrEqualTo(NearNames.MOST_SUGGESTIONS);
    }
  }

  @Test
  void find_nulInTheName_isASeparator() {
    assertThat(catalogue.find("H100\0").found().map(Accelerator::id)).contains("NVIDIA_H100_SXM");
  }

  @Test
  void find_veryLongName_isNotFound() {
    assertThat(catalogue.find("H100 ".repeat(100_000)).found()).isEmpty();
    assertThat(catalogue.find("x".repeat(1_000_000)).suggestions()).isEmpty();
  }

  @Test
  void find_inATurkishLocale_isTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(catalogue.find("titan rtx").found()).isPresent();
      assertThat(catalogue.find("TITAN RTX").found())
          .isEqualTo(catalogue.find("titan rtx").found());
      assertThat(catalogue.find("NVIDIA T\u0130TAN RTX").found()).isPresent();
      assertThat(catalogue.find("nv\u0131d\u0131a h100").found()).isPresent();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void find_null_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> catalogue.find(null)).withMessage("name");
  }

  @Test
  void find_knownAlias_givesTheSameMatchEveryTime() {
    assertThat(catalogue.find("RTX 4090")).isSameAs(catalogue.find("rtx_4090"));
    assertThat(catalogue.find("NVIDIA L4")).isSameAs(catalogue.find("l4"));
  }

  @Test
  void byId_catalogueId_findsTheRow() {
    assertThat(catalogue.byId("NVIDIA_L4").map(Accelerator::tdpWatts)).contains(72.0);
    assertThat(catalogue.byId("nvidia_l4")).isEmpty();
  }

  @Test
  void search_words_findsRowsThatContainAll() {
    assertThat(catalogue.search("a100 pcie"))
        .extracting(Accelerator::id)
        .startsWith("NVIDIA_A100_PCIE_40", "NVIDIA_A100_PCIE_80");
    assertThat(catalogue.search("MI30")).extracting(Accelerator::id).contains("AMD_MI300X");
    assertThat(catalogue.search(" ")).isEqualTo(catalogue.all());
    assertThat(catalogue.search("no such thing")).isEmpty();
    assertThat(catalogue.search(".*")).isEmpty();
    assertThat(catalogue.search("\uD83D\uDE80")).isEmpty();
  }
}
