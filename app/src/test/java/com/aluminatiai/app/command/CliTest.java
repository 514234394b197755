package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.configuration.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
  private final StringWriter results = new StringWriter();
  private final StringWriter remarks = new StringWriter();
  private final Cli cli =
      new Cli(Map.of(), new Output(new PrintWriter(results), new PrintWriter(remarks)));

  @Test
  void estimate_goldenJob_printsItsFigures() {
    int status =
        cli.run("estimate", "--gpu", "H100", "--gpus", "8", "--hours", "72", "--utilization", "85");

    // 700 W x 8 x 72 h x 0.85 x 1.3 / 1000 = 445.536 kWh; x 0.4 = 178.2144 kg; x 0.15 = 66.8304 USD
    assertThat(status).isZero();
    assertThat(results.toString())
        .contains("8 x NVIDIA H100 SXM, 72 h")
        .contains("445.54 kWh")
        .contains("178.21 kg CO2e")
        .contains("66.83 USD")
        .contains("calibrated: best (low to high)");
  }

  @Test
  void estimate_json_isWrittenAsTheApiWritesIt() {
    int status = cli.run("estimate", "--gpu=h100", "--hours=0.0016", "--utilization=100", "--json");

    // 700 W x 0.0016 h x 1.3 / 1000 = 0.001456 kWh; x 0.4 = 0.0005824 kg; x 0.15 = 0.0002184 USD
    assertThat(status).isZero();
    assertThat(results.toString())
        .contains("\"kwh\" : 0.001456,")
        .contains("\"carbon_kg\" : 0.0005824,")
        .contains("\"cost_usd\" : 0.0002184,")
        .contains("\"calculation_method\" : \"fallback\"")
        .contains("\"gpu_watts\" : 700,")
        .contains("\"region\" : null");
  }

  @Test
  void estimate_unknownGpu_assumes500WattsAndSaysSo() {
    int status = cli.run("estimate", "--gpu", "H10O", "--hours", "10", "--utilization", "100");

    // 500 W x 10 h x 1.3 / 1000 = 6.5 kWh
    assertThat(status).isZero();
    assertThat(results.toString()).contains("6.5 kWh");
    assertThat(remarks.toString())
        .contains("\"H10O\" is not in the catalogue: 500 W assumed. Did you mean NVIDIA H100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 700 W x 0.5 x 8 x 72 h x 0.85 x 1.3 / 1000
        "--gpu H100 --utilization 85 --gpu-fraction 0.5 | 222.77 kWh",
        // 400 W x 8 x 72 h x 1.3 / 1000: measured watts have the utilization in them
        "--gpu H100 --utilization 85 --gpu-watts 400 | 299.52 kWh",
        // 500 W x 8 x 72 h x 0.85 x 1.3 / 1000
        "--gpu H100 --utilization 85 --power-limit 500 | 318.24 kWh",
        // 400 W x 1/7 x 8 x 72 h x 0.85 x 1.3 / 1000: an A100 has 7 slices for computing
        "--gpu A100-MIG-1g.5gb --utilization 85 | 36.37 kWh",
        // the stated share wins: 400 W x 0.5 x 8 x 72 h x 0.85 x 1.3 / 1000
        "--gpu A100-MIG-1g.5gb --utilization 85 --gpu-fraction 0.5 | 127.3 kWh",
      })
  void estimate_takesWhatIsStatedOfTheHardware(String options, String kwh) {
    int status = cli.run(("estimate --gpus 8 --hours 72 " + options).split(" "));

    assertThat(status).isZero();
    assertThat(results.toString()).contains(kwh);
  }

  @Test
  void estimate_warnsOfFiguresThatAreProbablyMeantOtherwise() {
    String words =
        "estimate --gpu Frobnicator --hours 1 --utilization 0.85 --gpu-watts 600 --power-limit 500";

    cli.run(words.split(" "));

    assertThat(remarks.toString())
        .contains("state 85 if 85 percent is meant")
        .contains("The measured 600 W of each accelerator are above its power limit of 500 W")
        .contains("\"Frobnicator\" is not in the catalogue: the measured 600 W are used.")
        .doesNotContain("500 W assumed");
  }

  @Test
  void estimate_unknownRegion_isRefusedWithSuggestions() {
    int status = cli.run("estimate", "--gpu", "H100", "--hours", "1", "--region", "Frnace");

    assertThat(status).isEqualTo(2);
    assertThat(results.toString()).isEmpty();
    assertThat(remarks.toString()).contains("\"Frnace\" is not known. Did you mean FR (France)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--gpu H100 --hours 0 | --hours must be more than 0",
        "--gpu H100 --hours NaN | --hours must be more than 0",
        "--gpu H100 --hours x | must be a number",
        "--gpu H100 --hours 1 --gpus 0 | --gpus must be a whole number from 1",
        "--gpu H100 --hours 1 --gpus 8.5 | must be a whole number",
        "--gpu H100 --hours 1 --utilization 101 | --utilization must be within 0 and 100",
        "--gpu H100 --hours 1 --pue 0.9 | --pue must be within 1 and 5",
        "--gpu H100 --hours 1 --grid 6 | --grid must be within 0 and 5",
        "--gpu H100 --hours 1 --price -1 | --price must be within 0 and 100",
        "--gpu H100 --hours 1 --rent 10001 | --rent must be within 0 and 10000",
        "--gpu H100 --hours 1 --hosting mine | --hosting must be own or rented",
        "--gpu H100 --hours 1 --gpu-fraction 0 | --gpu-fraction must be a number, more than 0 and at most 1, not 0.0",
        "--gpu H100 --hours 1 --gpu-watts -1 | --gpu-watts must be a number from 0 to 100,000, in watts",
        "--gpu H100 --hours 1 --power-limit 0.5 | --power-limit must be a number from 1 to 100,000",
        "--gpu H100 --hours 1 --gpus-per-node 0 | --gpus-per-node must be a whole number from 1 to 1,024",
        "--gpu H100 --hours 1 --host-watts NaN | --host-watts must be a number from 0 to 100,000",
        "--gpu H100 --hours 1 --method agent | --method must be fallback or calibrated",
        "--gpu H100 --hours 1 --workload-type play | --workload-type must be training",
        "--hours 1 | Missing required option: '--gpu=NAME'",
        "--gpu H100 --hours 1 --utilisation 5 | --utilization",
        "--gpu H100 --hour 1 | Did you mean --hours?",
      })
  void estimate_wrongUse_isRefusedAndExplained(String options, String expected) {
    int status = cli.run(("estimate " + options).split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(results.toString()).isEmpty();
    assertThat(remarks.toString()).contains(expected);
  }

  @Test
  void estimate_equivalents_areRoughAndCarryTheirSources() {
    cli.run("estimate", "--gpu", "H100", "--gpus", "8", "--hours", "72", "--utilization", "85");

    // 445.536 kWh x 1000 / 19 Wh = 23,449 charges
    assertThat(results.toString())
        .containsPattern("23,400 +phone charges +\\(US EPA .*19 Wh a charge\\)");
  }

  @Test
  void estimate_explain_tellsWhatEachAssumptionRestsOn() {
    cli.run("estimate --gpu H100 --hours 1 --utilization 85 --explain".split(" "));

    assertThat(results.toString())
        .contains("What the range rests on")
        .containsPattern("gpu_watts +700 W")
        .containsPattern("pue +1.3 +1.1 to 1.6 +-\\d+ % \\.\\. \\+\\d+ %")
        .contains("Uptime Institute");
  }

  @Test
  void estimate_explainAsJson_isAsTheApiWritesIt() {
    cli.run("estimate --gpu H100 --hours 1 --explain --json".split(" "));

    assertThat(results.toString())
        .contains("\"explanation\" : [")
        .contains("\"name\" : \"gpu_watts\"")
        .contains("\"effect_pct\" : {");
  }

  @Test
  void estimate_utilizationNotStated_saysThatItIsAssumed() {
    cli.run("estimate", "--gpu", "H100", "--hours", "1");

    assertThat(results.toString()).containsPattern("utilization +80 % +assumed");
  }

  @Test
  void gpus_columnsOfNumbers_standRightAligned() {
    cli.run("gpus", "l40s");

    assertThat(results.toString()).contains("  WATTS  ").contains("    350  ");
  }

  @Test
  void estimate_saysWhatRentCosts_besideElectricity() {
    cli.run("estimate --gpu H100 --gpus 8 --hours 72".split(" "));
    cli.run("estimate --gpu H100 --gpus 8 --hours 72 --rent 2.5".split(" "));

    // 576 GPU hours at 1.29, 3.49 and 23.33 USD; at 2.50 USD
    assertThat(results.toString())
        .contains("2010.24 (743.04 to 13438.08) USD on demand, instead of electricity")
        .contains("1440 USD, as stated, instead of electricity");
  }

  @Test
  void estimate_onHardwareOfOnesOwn_hasNoRent() {
    cli.run("estimate --gpu H100 --hours 72 --hosting own".split(" "));
    assertThat(results.toString()).doesNotContain("rent");

    cli.run("estimate --gpu H100 --hours 72 --hosting own --json".split(" "));
    assertThat(results.toString()).contains("\"rental_usd\" : null");
  }

  @Test
  void gpus_sayWhatTheyAreRentedFor() {
    cli.run("gpus", "h100", "sxm");
    cli.run("gpus", "h100", "sxm", "--json");

    assertThat(results.toString())
        .contains("RENT USD/H", "3.49 (1.29 to 23.33)")
        .contains("\"hyperscalers\" : 11.31", "\"marketplaces\" : 1.81", "\"reserved\" : null");
  }

  @Test
  void gpus_search_listsWhatMatches() {
    assertThat(cli.run("gpus", "a100", "pcie")).isZero();
    assertThat(results.toString()).contains("NVIDIA A100 PCIe").doesNotContain("H100");
  }

  @Test
  void gpus_nothingFound_suggests() {
    assertThat(cli.run("gpus", "A1O0")).isEqualTo(1);
    assertThat(remarks.toString()).contains("Nothing matches \"A1O0\". Did you mean NVIDIA A100");
  }

  @Test
  void regions_table_saysHowTheGridIsCounted() {
    assertThat(cli.run("regions", "US-OR")).isZero();
    assertThat(results.toString()).contains("COUNTED").containsPattern("US-OR .* direct ");
  }

  @Test
  void regions_json_holdsTheFactors() {
    assertThat(cli.run("regions", "france", "--json")).isZero();
    assertThat(results.toString())
        .contains("\"code\" : \"FR\"")
        .contains("\"grid_kg_per_kwh\" : ")
        .contains("\"grid_level\" : \"country\"", "\"life_cycle_kg_per_kwh\" : 0.04145")
        .contains("\"factors_version\" : ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "estimate --help", "gpus -h", "regions --help"})
  void help_anyCommand_teachesByExample(String words) {
    assertThat(cli.run(words.split(" "))).isZero();
    assertThat(results.toString()).contains("Examples:").contains("java -jar aluminatiai.jar");
  }

  @Test
  void estimate_leadsWithTheCalibratedFigureAndItsRange() {
    cli.run("estimate --gpu a100_3g.20gb --gpus 2 --hours 10 --utilization 80".split(" "));

    // 400 W x 3/7 x 2 x 10 h x 0.8 x 1.3 / 1000 = 3.5657 kWh
    String energy =
        results.toString().lines().filter(line -> line.contains("kWh")).findFirst().get();
    assertThat(energy).matches(" *energy +\\S+ \\(\\S+ to \\S+\\) kWh +3\\.57 kWh");
    assertThat(results.toString())
        .containsPattern("calibrated: best \\(low to high\\) +the simple formula")
        .contains("Assumptions of the simple formula")
        .containsPattern("share of each +0\\.4286");
  }

  @Test
  void help_listsEachCommandInOneLine() {
    cli.run("--help");

    String commands = results.toString().replaceAll("(?s).*Commands:|Examples:.*", "").strip();
    assertThat(commands.lines()).hasSize(12).allMatch(line -> line.strip().matches("[a-z-]+ .*"));
  }

  @Test
  void misspeltCommand_isRefusedWithASuggestion() {
    assertThat(cli.run("estimat")).isEqualTo(2);
    assertThat(remarks.toString()).contains("Did you mean estimate?").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"frob --help", "frob -h", "--help frob", "keys frob --help"})
  void helpWithAnUnknownCommand_isRefused(String words) {
    assertThat(cli.run(words.split(" "))).isEqualTo(2);
    assertThat(results.toString()).isEmpty();
    assertThat(remarks.toString()).contains("frob");
  }

  @ParameterizedTest
  @CsvSource({"--prot 9000, --port", "serve --hots=::1, --host", "gpus --jsno, --json"})
  void misspeltOption_isRefusedWithASuggestion(String words, String meant) {
    assertThat(cli.run(words.split(" "))).isEqualTo(2);
    assertThat(remarks.toString()).contains("Did you mean " + meant + "?");
  }

  @Test
  void serveHelp_listsEverySettingWithItsDefault() {
    assertThat(cli.run("serve", "--help")).isZero();
    String help = results.toString().replaceAll("\\s+", " ");
    for (Setting setting : Setting.values()) {
      assertThat(help).contains(setting.name());
      if (!setting.isSecret() && !setting.defaultText().isEmpty()) {
        assertThat(help).contains("[default: " + setting.defaultText() + "]");
      }
    }
    assertThat(help).contains("DATABASE_URL_FILE", "MINIMAX_API_KEY_FILE", "METRICS_KEY_FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "backup", "restore", "keys revoke"})
  void whatACommandWorksOn_hasToBeSaid(String words) {
    assertThat(cli.run(words.split(" "))).isEqualTo(2);
    assertThat(remarks.toString()).contains("Missing required parameter");
  }

  @Test
  void keys_withoutAnAction_isRefused() {
    assertThat(cli.run("keys")).isEqualTo(2);
    assertThat(cli.run("keys", "create")).isEqualTo(2);
    assertThat(cli.run("keys", "revoke", "no-id")).isEqualTo(2);
    assertThat(remarks.toString())
        .contains("keys create, keys list or keys revoke")
        .contains("--name")
        .contains("must be an id (a UUID)");
  }

  @Test
  void completion_isAScriptThatKnowsTheCommands() {
    assertThat(cli.run("generate-completion")).isZero();
    assertThat(results.toString())
        .contains("complete -F")
        .contains("estimate plan gpus regions")
        .contains("\"fallback\" \"calibrated\"")
        .contains("compgen -f");
  }

  @Test
  void version_isPrinted() {
    assertThat(cli.run("--version")).isZero();
    assertThat(results.toString()).startsWith("aluminatiai ");
  }

  @Test
  void plan_isATableThatOneCanDecideFrom() {
    int status =
        cli.run(
            ("plan --model llama-3.1-70b --training-tokens 5e8 --mfu 0.4 --gpu H100 --gpus 8,32"
                    + " --region FR --deadline 10")
                .split(" "));

    // 6 x 70.55e9 x 5e8 / (0.4 x 989.4e12 x 32 x 3600 s) = 4.64 h; 8 take 18.57 h
    assertThat(status).isZero();
    assertThat(results.toString())
        .contains("HOURS", "RENT USD", "ELECTRICITY USD")
        .containsPattern("NVIDIA H100 SXM +32 +FR +4\\.64 .*\\*")
        .containsPattern("NVIDIA H100 SXM +8 +FR .*does not fit.*too late");
  }

  @Test
  void plan_json_isAsTheApiWritesIt() {
    cli.run("plan --parameters 7 --output-tokens 1e6 --gpu H100 --gpus 1 --json".split(" "));

    assertThat(results.toString())
        .contains("\"gpu_type\" : \"NVIDIA_H100_SXM\"", "\"memory_needed_gb\" : ")
        .contains("\"region\" : null", "\"fits_in_memory\" : true", "\"pareto\" : true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model llama-3.1-70b | training_tokens are required",
        "--training-tokens 1e9 | parameters_b is required",
        "--model nothing-like-it --training-tokens 1e9 | model is not known",
        "--parameters 7 --training-tokens 1.5 | must be a whole number",
        "--parameters 7 --training-tokens 1e9 --gpu H10O | Did you mean NVIDIA H100",
        "--parameters 7 --training-tokens 1e9 --gpus 0 | --gpus must be whole numbers",
        "--parameters 7 --training-tokens 1e9 --region Atlantis | --region",
        "--parameters 7 --training-tokens 1e9 --sort fun | --sort must be",
        "--parameters 7 --training-tokens 1e9 --mfu 2 | mfu must be",
        "--parameters 7 --training-tokens 1e9 --workload-type inference | training_tokens are those of",
      })
  void plan_wrongUse_isRefusedAndExplained(String options, String expected) {
    int status = cli.run(("plan " + options).split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(results.toString()).isEmpty();
    assertThat(remarks.toString()).contains(expected);
  }
}
