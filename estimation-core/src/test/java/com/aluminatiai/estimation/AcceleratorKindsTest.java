package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aluminatiai.estimation.names.NameText;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How names are answered that are no device's own. */
final class AcceleratorKindsTest {
  private final AcceleratorCatalogue catalogue = Estimator.standard().accelerators();

  @ParameterizedTest
  @CsvSource({
    "M4, APPLE_M4, NVIDIA_M4",
    "Orin (nvgpu), NVIDIA_JETSON_AGX_ORIN_64, NVIDIA_JETSON_ORIN_NANO",
    "NVIDIA Orin (nvgpu), NVIDIA_JETSON_AGX_ORIN_64, NVIDIA_JETSON_ORIN_NX_16",
    "NeuronCore-v2, AWS_TRAINIUM1, AWS_INFERENTIA2",
    "gfx942, AMD_MI300X, AMD_MI300A",
    "H100_NVLINK_80GB, NVIDIA_H100_SXM, NVIDIA_H100_PCIE",
    "titanx, NVIDIA_GTX_TITAN_X, NVIDIA_TITAN_X_PASCAL",
    "RTX 6000, NVIDIA_QUADRO_RTX_6000, NVIDIA_RTX_6000_ADA",
    "DGX-1, NVIDIA_V100_SXM2_16, NVIDIA_P100_SXM2",
    "label=Thor, NVIDIA_JETSON_THOR_T5000, NVIDIA_JETSON_THOR_T4000",
  })
  void find_nameOfTwoDevices_choosesNeitherAndNamesBoth(String name, String one, String other) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.SHARED);
    assertThat(match.found()).isEmpty();
    assertThat(match.suggestions()).extracting(Accelerator::id).contains(one, other);
  }

  @ParameterizedTest
  @CsvSource({
    "H100 72GB, NVIDIA_H100_SXM",
    "H100 120GB, NVIDIA_H100_SXM_96",
    "GH200 192GB, NVIDIA_GH200_144",
    "A100 PCIe 64GB, NVIDIA_A100_PCIE_80",
    "NVIDIA A100-SXM4-96GB, NVIDIA_A100_SXM_80",
    "RTX 5090 48GB, NVIDIA_RTX_5090",
    "RTX 4090 Ti, NVIDIA_RTX_4090",
    "RTX 3050 Laptop GPU 8GB, NVIDIA_RTX_3050_LAPTOP",
    "NVIDIA GeForce RTX 3050 6GB Laptop GPU, NVIDIA_RTX_3050_LAPTOP",
  })
  void find_familyWithUnknownSuffix_findsTheNearestMemberWithAWiderRange(String name, String id) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.FAMILY);
    Accelerator found = match.found().orElseThrow();
    assertThat(found.id()).isEqualTo(id);
    assertThat(match.remark()).contains(found.name(), "wider range");
    Accelerator member = catalogue.byId(id).orElseThrow();
    assertThat(found.rating().lowWatts()).isLessThan(member.rating().lowWatts());
    assertThat(found.rating().highWatts()).isGreaterThan(member.rating().highWatts());
    assertThat(found.tdpWatts()).isEqualTo(member.tdpWatts());
  }

  @Test
  void estimate_familyWithUnknownSuffix_hasAWiderRange() {
    Estimator estimator = Estimator.standard();
    Usage known = Usage.of(catalogue.get("H100"), 8, 72);
    Usage near = Usage.of(catalogue.get("H100 72GB"), 8, 72);

    Range of =
        estimator.estimate(Method.CALIBRATED, known, Site.UNKNOWN).calibrated().orElseThrow().kwh();
    Range wider =
        estimator.estimate(Method.CALIBRATED, near, Site.UNKNOWN).calibrated().orElseThrow().kwh();

    assertThat(wider.high() / wider.low()).isGreaterThan(of.high() / of.low());
    assertThat(wider.best()).isEqualTo(of.best());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "N/A",
        "CPU",
        "mps",
        "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz",
        "Intel Xeon Platinum 8480+",
        "AMD EPYC 7763 64-Core Processor",
        "AMD Ryzen 9 7950X",
        "Intel Core i7-9700K",
        "AWS Graviton3",
        "gpu=none"
      })
  void find_whatIsNoAccelerator_saysSo(String name) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.NO_ACCELERATOR);
    assertThat(match.found()).isEmpty();
    assertThat(match.remark()).isEqualTo("names no accelerator");
  }

  /** Words that any device is called by. */
  @ParameterizedTest
  @ValueSource(strings = {"GPU", "gpu", "gpus", "1 GPU", "8x GPU"})
  void find_wordForAnyDevice_findsNoneAndSuggestsNone(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
    assertThat(catalogue.find(name).suggestions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H100-10GB", "Apple M9 Ultra", "quantum abacus"})
  void find_unknown_isNotTakenForTheWholeDevice(String name) {
    assertThat(catalogue.find(name).kind()).isEqualTo(Match.Kind.UNKNOWN);
    assertThat(catalogue.find(name).found()).isEmpty();
  }

  /** Compute slices over those of the device; memory over the device's; as the name says it. */
  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-80GB MIG 1g.10gb, NVIDIA_A100_SXM_80, 1, 7, 10",
    "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb, NVIDIA_A100_SXM_40, 1, 7, 5",
    "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb.me, NVIDIA_A100_SXM_40, 1, 7, 5",
    "nvidia.com/gpu.product=NVIDIA-A100-SXM4-80GB-MIG-1g.10gb, NVIDIA_A100_SXM_80, 1, 7, 10",
    "NVIDIA-A100-7g.80gb, NVIDIA_A100_SXM_80, 7, 7, 80",
    "a100_3g.20gb, NVIDIA_A100_SXM_40, 3, 7, 20",
    "gpu:a100_3g.20gb:1, NVIDIA_A100_SXM_40, 3, 7, 20",
    "A100 3g.40gb, NVIDIA_A100_SXM_80, 3, 7, 40",
    "A100 MIG 1c.3g.40gb, NVIDIA_A100_SXM_80, 1, 7, 40",
    "NVIDIA A100 80GB PCIe MIG 2g.20gb, NVIDIA_A100_PCIE_80, 2, 7, 20",
    "NVIDIA H100 80GB HBM3 MIG 7g.80gb, NVIDIA_H100_SXM, 7, 7, 80",
    "H100 NVL MIG 3g.47gb, NVIDIA_H100_NVL, 3, 7, 47",
    "NVIDIA H200 MIG 1g.18gb, NVIDIA_H200_SXM, 1, 7, 18",
    "nvidia.com/gpu.product=NVIDIA-A30-MIG-2g.12gb, NVIDIA_A30, 2, 4, 12",
    "NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb, NVIDIA_RTX_PRO_6000_SERVER, 1, 4, 24",
    "NVIDIA RTX PRO 6000 Blackwell Server Edition MIG 1g.24gb+me.all, NVIDIA_RTX_PRO_6000_SERVER, 1, 4, 24",
    "RTX PRO 5000 MIG 1g.24gb, NVIDIA_RTX_PRO_5000, 1, 2, 24",
    "RTX PRO 5000 MIG 1g.12gb, NVIDIA_RTX_PRO_5000, 1, 4, 12",
    "NVIDIA A10-8Q, NVIDIA_A10, 8, 24, 8",
    "nvidia-a10-24q, NVIDIA_A10, 24, 24, 24",
    "GRID A100-40C, NVIDIA_A100_PCIE_40, 40, 40, 40",
    "GRID A100DX-20C, NVIDIA_A100_SXM_80, 20, 80, 20",
    "A100DX-1-10C, NVIDIA_A100_SXM_80, 1, 7, 10",
    "NVIDIA H100XM-3-40C, NVIDIA_H100_SXM, 3, 7, 40",
    "GRID T4-4Q, NVIDIA_T4, 4, 16, 4",
    "NVIDIA L40S-12Q, NVIDIA_L40S, 12, 48, 12",
    "GRID RTX8000-12Q, NVIDIA_QUADRO_RTX_8000, 12, 48, 12",
    "NVIDIA RTX6000-Ada-8Q, NVIDIA_RTX_6000_ADA, 8, 48, 8",
    "GRID M60-8Q, NVIDIA_M60, 8, 16, 8",
    "RTX A5000-24Q, NVIDIA_RTX_A5000, 24, 24, 24",
    "vGPU A40-12Q, NVIDIA_A40, 12, 48, 12",
  })
  void find_slice_findsItsDeviceAndTheShareOfIt(
      String name, String id, double part, double whole, double memoryGb) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.kind()).isEqualTo(Match.Kind.SLICE);
    assertThat(match.slice()).contains(new Slice(part / whole, OptionalDouble.of(memoryGb)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvidia.com/mig-1g.5gb", "1g.10gb", "MIG 3g.20gb"})
  void find_sliceWithoutItsDevice_asksForIt(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
    assertThat(catalogue.find(name).remark()).contains("its name does not say");
  }

  @ParameterizedTest
  @CsvSource({
    "NVIDIA A100-SXM4-80GB-SHARED, NVIDIA_A100_SXM_80",
    "NVIDIA-A10-SHARED, NVIDIA_A10",
    "Tesla-T4-SHARED, NVIDIA_T4",
    "H200 MIG, NVIDIA_H200_SXM",
  })
  void find_sharedDevice_isTheWholeAndSaysHowToStateTheShare(String name, String id) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.slice()).isEmpty();
    assertThat(match.remark()).contains("several jobs share").contains("gpu_fraction");
  }

  @ParameterizedTest
  @CsvSource({
    "p5.48xlarge, NVIDIA_H100_SXM, 8, 1",
    "ml.p5.48xlarge, NVIDIA_H100_SXM, 8, 1",
    "P4D.24xlarge, NVIDIA_A100_SXM_40, 8, 1",
    "g6f.large, NVIDIA_L4, 1, 0.125",
    "p2.xlarge, NVIDIA_K80_DIE, 1, 1",
    "p2.16xlarge, NVIDIA_K80_DIE, 16, 1",
    "Standard_NV6ads_A10_v5, NVIDIA_A10, 1, 0.166667",
    "a3-highgpu-8g, NVIDIA_H100_SXM, 8, 1",
    "v4-8, GOOGLE_TPU_V4, 4, 1",
    "gpu_8x_h100_sxm5, NVIDIA_H100_SXM, 8, 1",
    "node.kubernetes.io/instance-type=p5.48xlarge, NVIDIA_H100_SXM, 8, 1",
    "ND96asr_v4, NVIDIA_A100_SXM_40, 8, 1",
    "NC24ads_A100_v4, NVIDIA_A100_PCIE_80, 1, 1",
    "nc6s-v3, NVIDIA_V100_PCIE_16, 1, 1",
  })
  void find_machine_findsItsAcceleratorsAndTheirCount(
      String name, String id, int count, double fraction) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.MACHINE);
    assertThat(match.found().map(Accelerator::id)).contains(id);
    MachineType machine = match.machine().orElseThrow();
    assertThat(machine.count()).isEqualTo(count);
    assertThat(machine.fraction()).isEqualTo(fraction);
    assertThat(match.slice().map(Slice::fraction).orElse(1.0)).isEqualTo(fraction);
    assertThat(match.remark()).isEmpty();
  }

  @Test
  void find_everyMachine_findsItself() {
    Set<String> own = new HashSet<>();
    for (Accelerator row : catalogue.all()) {
      AcceleratorNames.namesOf(row).forEach(name -> own.add(NameText.normalised(name, (char) 0)));
    }
    int machines = 0;
    for (MachineType machine : catalogue.machines()) {
      Match<Accelerator> match = catalogue.find(machine.name().toLowerCase(Locale.ROOT));
      if (!own.contains(NameText.normalised(machine.name(), (char) 0))
          && match.kind() != Match.Kind.SHARED) {
        machines++;
        assertThat(match.machine()).as(machine.name()).contains(machine);
        assertThat(match.found()).isEqualTo(catalogue.byId(machine.acceleratorId()));
      }
    }
    assertThat(machines).isGreaterThan(650);
  }

  @ParameterizedTest
  @CsvSource({
    "MI250X, AMD_MI250X, AMD MI250X GCD, 2",
    "Tesla K80, NVIDIA_K80, NVIDIA K80 die, 2",
    "A16, NVIDIA_A16, NVIDIA A16 die, 4",
    "M60, NVIDIA_M60, NVIDIA M60 die, 2",
    "Max 1550, INTEL_MAX_1550, Intel Max 1550 tile, 2",
  })
  void find_boardWhoseDiesToolsCount_isTheBoardAndNamesTheDie(
      String name, String id, String die, int dies) {
    Match<Accelerator> match = catalogue.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.remark()).contains(die, dies + " devices");
    Accelerator one = catalogue.get(die);
    assertThat(one.tdpWatts() * dies).isEqualTo(match.found().orElseThrow().tdpWatts());
  }

  @Test
  void get_nameOfTwoDevices_saysWhyInItsException() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalogue.get("gfx950"))
        .withMessage(
            "\"gfx950\" is a name that several accelerators share; did you mean AMD_MI350X, AMD_MI355X?");
  }
}
