package com.aluminatiai.workload.usecase.clientcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.aluminatiai.workload.ClientLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetGateTest {
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String PYTHON_CALL =
      "import requests\nrequests.get(\"http://127.0.0.1:8080/api/workloads\")\n";

  /** Blocks in snippets-good.md are such as models write; each is taken. */
  @ParameterizedTest
  @MethodSource
  void check_goodCode_isTaken(String language, String code) {
    assertThatCode(() -> gate(language).check(fenced(language, code))).doesNotThrowAnyException();
  }

  static List<Arguments> check_goodCode_isTaken() throws IOException {
    return blocks("snippets-good.md");
  }

  /** Blocks in snippets-bad.md are attacks, each added to code that would be taken. */
  @ParameterizedTest
  @MethodSource
  void accept_attack_isRefused(String language, String attack) {
    String good =
        switch (language) {
          case "python" -> "import os, sys, time, json\n" + PYTHON_CALL;
          case "bash" -> "BASE=http://127.0.0.1:8080\ncurl -s \"$BASE/api/workloads\"\n";
          default ->
              "const BASE = \"http://127.0.0.1:8080\";\nawait fetch(`${BASE}/api/workloads`);\n";
        };

    assertThat(gate(language).accept(fenced(language, good))).hasValue(good);
    assertThat(gate(language).accept(fenced(language, good + attack))).isEmpty();
  }

  static List<Arguments> accept_attack_isRefused() throws IOException {
    return blocks("snippets-bad.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "py", "Python", "PY", "python3"})
  void accept_nameOfTheLanguage_isTakenInAnyForm(String name) {
    assertThat(gate("python").accept(fenced(name, PYTHON_CALL))).hasValue(PYTHON_CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "```\n%s```",
        "```javascript\n%s```",
        "```python\n%s",
        "%s```",
        "```python\n%s```\n```python\n%s```",
        "```python\n%s```\nand\n~~~python\nx\n~~~",
        "  ```python\n%s```",
        "````python\n%s````",
        "```python title=x\n%s```",
        "```python\n%s```trailing",
        ""
      })
  void accept_notOneCompleteBlock_isRefused(String answer) {
    assertThat(gate("python").accept(answer.replace("%s", PYTHON_CALL))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# coding: unicode_escape\n# \\nimport os\n",
        "\n# -*- coding: utf-7 -*-\n",
        "# vim: fileencoding=rot13\n",
        "#!/usr/bin/env -S bash -c id\n",
        "#!/bin/rm\n"
      })
  void accept_firstLinesThatChangeWhatIsRead_areRefused(String first) {
    assertThat(gate("python").accept(fenced("python", first + PYTHON_CALL))).isEmpty();
  }

  @Test
  void accept_proseAround_isLeftOut() {
    String answer = "Here you are:\r\n" + fenced("python", PYTHON_CALL) + "\r\nEnjoy!";

    assertThat(gate("python").accept(answer)).hasValue(PYTHON_CALL);
  }

  @Test
  void accept_sixteenKibibytes_isTheMost() {
    int room = 16 * 1024 - PYTHON_CALL.length();
    String filled = PYTHON_CALL + "# x\n".repeat(room / 4) + "\n".repeat(room % 4);

    assertThat(gate("python").accept(fenced("python", filled))).isPresent();
    assertThat(gate("python").accept(fenced("python", filled + "\n"))).isEmpty();
  }

  @Test
  void accept_codeNestedDeep_isRefused() {
    assertThat(
            gate("bash")
                .accept(fenced("bash", "# " + ADDRESS + "/api/workloads\n" + "$(".repeat(8000))))
        .isEmpty();
    assertThat(
            gate("javascript")
                .accept(
                    fenced(
                        "javascript",
                        "fetch(\"" + ADDRESS + "/api/workloads\");\n`" + "${`".repeat(5000))))
        .isEmpty();
    assertThat(
            gate("python")
                .accept(fenced("python", PYTHON_CALL + "x = \"\"" + " + \"\"".repeat(3000))))
        .isPresent();
  }

  @Test
  void accept_longGapsAndManyIndexes_isAnsweredSoon() {
    String call = "fetch(\"" + ADDRESS + "/api/workloads\");\n";
    String slow = call + " ".repeat(7000) + "x[\"\"];".repeat(1250) + "}" + " ".repeat(500) + "[";

    assertThat(gate("javascript").accept(fenced("javascript", slow))).isEmpty();
    assertThat(gate("javascript").accept(fenced("javascript", slow.substring(0, 14_000))))
        .isPresent();
  }

  /** Whatever a model writes, the gate answers: nothing but a doubt comes out of it. */
  @ParameterizedTest
  @MethodSource("check_goodCode_isTaken")
  void accept_damagedCode_isAnswered(String language, String code) {
    String signs = "\"'`$(){}[]<>|&;:\\\\/#@.\n =+-ax0";
    Random random = new Random(20261123);

    for (int i = 0; i < 300; i++) {
      StringBuilder damaged = new StringBuilder(code);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(gate(language).accept(fenced(language, damaged.toString()))).isNotNull();
    }
  }

  @Test
  void accept_addressWithoutPort_mustBeFollowedByASlash() {
    SnippetGate gate = gate("python", "https://carbon.acme.co");
    String good =
        "import requests\nB = \"https://carbon.acme.co\"\nrequests.get(B + \"/api/workloads\")\n";

    assertThat(gate.accept(fenced("python", good))).isPresent();
    for (String attack :
        List.of(
            "requests.get(B + \"m/x\")",
            "requests.get(f\"{B}m/x\")",
            "requests.get(f\"{B}{M}\")",
            "requests.get(B + M)",
            "requests.get(\"%s%s\" % (B, M))",
            "requests.get(\"https://carbon.acme.com\")")) {
      assertThat(gate.accept(fenced("python", good + "M = \"m\"\n" + attack + "\n")))
          .as(attack)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080@evil.example/api/workloads",
        "http://127.0.0.1:8080.evil.example/api/workloads",
        "http://127.0.0.1:80801/api/workloads",
        "http://127.0.0.1:8080\\\\@evil.example/api/workloads",
        "https://127.0.0.1:8080/api/workloads",
        "http://127.0.0.1:8081/api/workloads",
        "http://localhost/api/workloads",
        "http://evil.example/?http://127.0.0.1:8080/api/workloads",
        "http:evil.example/http://127.0.0.1:8080/api/workloads",
        "xhttp://127.0.0.1:8080/api/workloads",
        "//evil.example/api/workloads"
      })
  void accept_addressThatOnlyLooksLikeOurs_isRefused(String address) {
    String only = "import requests\nrequests.get(\"" + address + "\")\n";

    assertThat(gate("python").accept(fenced("python", only))).isEmpty();
    assertThat(gate("python").accept(fenced("python", PYTHON_CALL + only))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import requests\nprint(1)\n",
        "import requests\nrequests.get(\"http://127.0.0.1:8080/health\")\n"
      })
  void accept_doesNotCallTheApi_isRefused(String code) {
    assertThat(gate("python").accept(fenced("python", code))).isEmpty();
  }

  private static SnippetGate gate(String language) {
    return gate(language, ADDRESS);
  }

  private static SnippetGate gate(String language, String address) {
    ClientLanguage asked =
        switch (language) {
          case "python", "py" -> ClientLanguage.PYTHON;
          case "javascript" -> ClientLanguage.JAVASCRIPT;
          case "typescript" -> ClientLanguage.TYPESCRIPT;
          default -> ClientLanguage.CURL;
        };
    return new SnippetGate(asked, BaseAddress.of(URI.create(address)));
  }

  private static String fenced(String language, String code) {
    return "```" + language + "\n" + code + (code.endsWith("\n") ? "" : "\n") + "```";
  }

  private static List<Arguments> blocks(String resource) throws IOException {
    try (InputStream in = SnippetGateTest.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Arguments> blocks = new ArrayList<>();
      String[] parts = text.split("(?m)^```", -1);
      for (int i = 1; i < parts.length; i += 2) {
        int end = parts[i].indexOf('\n');
        blocks.add(Arguments.of(parts[i].substring(0, end), parts[i].substring(end + 1)));
      }
      return blocks;
    }
  }
}
