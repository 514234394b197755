package com.aluminatiai.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  @TempDir private Path temporary;

  @Test
  void read_nothingSet_holdsTheDefaultsOfTheContract() throws Exception {
    Configuration configuration = Configuration.read(Map.of(), Map.of());

    assertThat(configuration.host()).isEqualTo("127.0.0.1");
    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.database())
        .isEqualTo(new DatabaseSource.Embedded(Path.of("data").toAbsolutePath()));
    assertThat(configuration.poolSize()).isEqualTo(10);
    assertThat(configuration.keysRequired()).isFalse();
    assertThat(configuration.openAllowed()).isFalse();
    assertThat(configuration.requestsPerMinute()).isEqualTo(100);
    assertThat(configuration.requestsPerDay()).isEqualTo(1000);
    assertThat(configuration.trustedProxies()).isEmpty();
    assertThat(configuration.publicUrl()).isEmpty();
    assertThat(configuration.corsOrigins()).isEmpty();
    assertThat(configuration.metricsKey()).isEmpty();
    assertThat(configuration.estimateMethod()).isEqualTo(Method.FALLBACK);
    assertThat(configuration.agent()).isEmpty();
    assertThat(configuration.agentLimits())
        .isEqualTo(
            new Configuration.AgentLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 8, 100));
    assertThat(configuration.jsonLog()).isFalse();
  }

  @Test
  void read_optionAndVariable_takesTheOption() throws Exception {
    assertThat(Configuration.read(Map.of("PORT", "1"), Map.of(Setting.PORT, "2")).port())
        .isEqualTo(2);
  }

  @Test
  void read_emptyVariable_countsAsUnset() throws Exception {
    assertThat(Configuration.read(Map.of("PORT", " ", "DATABASE_URL", ""), Map.of()).port())
        .isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT | 65536 | whole number from 0 to 65535, not \"65536\"",
        "PORT | http | whole number",
        "HOST | no.such.host.invalid | must be an address",
        "DB_POOL_SIZE | 0 | whole number from 1",
        "AUTH | apikey | none or api-key",
        "ALLOW_OPEN | yes | true or false",
        "RATE_LIMIT_PER_MINUTE | -1 | whole number from 0",
        "RATE_LIMIT_PER_DAY | 1e3 | whole number from 0",
        "TRUSTED_PROXIES | 10.0.0.0/33 | networks",
        "TRUSTED_PROXIES | 10.0/8 | networks",
        "TRUSTED_PROXIES | proxy.example.com | networks",
        "PUBLIC_URL | example.com | http or https",
        "PUBLIC_URL | https://example.com?a=b | http or https",
        "PUBLIC_URL | https://example.com/it's | plain characters",
        "CORS_ORIGINS | https://example.com/path | origins",
        "CORS_ORIGINS | * | origins",
        "ESTIMATE_METHOD | agent | fallback or calibrated",
        "METRICS_KEY | a secret with blanks | visible ASCII",
        "MINIMAX_MODEL | a model | name of a model",
        "MINIMAX_BASE_URL | ftp://example.com | http or https",
        "MINIMAX_BASE_URL | https://me:secret@example.com | not \"https://…@example.com\"",
        "AGENT_WAIT | 20s | ISO 8601",
        "AGENT_TIMEOUT | PT0S | ISO 8601",
        "AGENT_MAX_CONCURRENCY | 0 | whole number from 1",
        "AGENT_LIMIT_PER_DAY | many | whole number from 0",
        "LOG_FORMAT | xml | text or json",
        "DATABASE_URL | mysql://user:secret@host/db | postgresql://",
        "DATABASE_URL | postgresql://user:sec%ret@host/db | percent-encoded",
        "DATABASE_URL | postgresql://user:secret@/db | postgresql://",
        "DATABASE_URL | postgresql://user:secret@host:99999/db | postgresql://",
        "DATABASE_URL | postgresql://user:secret@host/db?sslmod=require | parameter \"sslmod\"",
        "DATABASE_URL | postgresql://user:secret@host/db?sslmode=always | one of disable, allow,",
        "DATABASE_URL | jdbc:postgresql://host/db?password=secret&ssl-mode=require | \"ssl-mode\"",
        "DATABASE_URL_FILE | /no/such/file | cannot be read",
        "HOST | 0.0.0.0 | be a loopback address, not \"0.0.0.0\" while AUTH=none",
      })
  void read_badValue_saysWhichInOneLineAndKeepsSecrets(String variable, String text, String rule) {
    assertThatThrownBy(() -> Configuration.read(Map.of(variable, text), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(variable)
        .hasMessageContaining(rule)
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("secret");
  }

  @Test
  void read_badOption_namesOptionAndVariable() {
    assertThatThrownBy(() -> Configuration.read(Map.of(), Map.of(Setting.PORT, "x")))
        .hasMessage("--port (PORT) must be a whole number from 0 to 65535, not \"x\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void read_openToTheOutsideWithoutKeys_isRefusedUnlessMeant(String host) throws Exception {
    assertThatThrownBy(() -> Configuration.read(Map.of("HOST", host), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("HOST")
        .hasMessageContaining("ALLOW_OPEN=true");
    assertThat(
            Configuration.read(Map.of("HOST", host, "ALLOW_OPEN", "true"), Map.of()).openAllowed())
        .isTrue();
    assertThat(Configuration.read(Map.of("HOST", host, "AUTH", "api-key"), Map.of()).keysRequired())
        .isTrue();
  }

  @Test
  void read_hostInBrackets_isTheAddress() throws Exception {
    assertThat(Configuration.read(Map.of("HOST", "[::1]"), Map.of()).host()).isEqualTo("::1");
  }

  @Test
  void read_secretInAFile_isTaken() throws Exception {
    Path file = Files.writeString(temporary.resolve("key"), "abc\n");

    Configuration configuration =
        Configuration.read(Map.of("MINIMAX_API_KEY_FILE", file.toString()), Map.of());

    assertThat(configuration.agent().orElseThrow().apiKey()).isEqualTo("abc");
    assertThat(configuration.agent().toString()).doesNotContain("abc");
  }

  @Test
  void read_secretTwiceOrEmpty_isRefused() throws Exception {
    Path file = Files.writeString(temporary.resolve("key"), " \n");

    assertThatThrownBy(
            () ->
                Configuration.read(
                    Map.of("METRICS_KEY", "a", "METRICS_KEY_FILE", file.toString()), Map.of()))
        .hasMessageContaining("both set");
    assertThatThrownBy(
            () -> Configuration.read(Map.of("METRICS_KEY_FILE", file.toString()), Map.of()))
        .hasMessageContaining("is empty");
  }

  @Test
  void read_lists_areSplitAndCleaned() throws Exception {
    Configuration configuration =
        Configuration.read(
            Map.of(
                "TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32,192.0.2.1,",
                "CORS_ORIGINS", "https://A.example.com, http://localhost:3000",
                "PUBLIC_URL", "https://example.com/base/"),
            Map.of());

    assertThat(configuration.trustedProxies())
        .containsExactly("10.0.0.0/8", "2001:db8::/32", "192.0.2.1/32");
    assertThat(configuration.corsOrigins())
        .containsExactly("https://a.example.com", "http://localhost:3000");
    assertThat(configuration.publicUrl().orElseThrow()).hasToString("https://example.com/base");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "postgresql://me:pw@db.example.com:6543/work | jdbc:postgresql://db.example.com:6543/work | me | pw",
        "postgres://me@db/work | jdbc:postgresql://db/work | me | -",
        "postgres://db/work | jdbc:postgresql://db/work | - | -",
        "postgresql://m%40e:p%3Aw%2F%25+@db/work | jdbc:postgresql://db/work | m@e | p:w/%+",
        "postgresql://me:p@w@db/work | jdbc:postgresql://db/work | me | p@w",
        "postgresql://me:pw@db | jdbc:postgresql://db/me | me | pw",
        "postgresql://me:pw@[::1]:5432/work | jdbc:postgresql://[::1]:5432/work | me | pw",
        "postgresql://me:pw@a:1,b:2/work | jdbc:postgresql://a:1,b:2/work | me | pw",
        "postgresql://db/work?user=me&password=p%26w&sslmode=require | jdbc:postgresql://db/work?sslmode=require | me | p&w",
        "postgresql://me@db/work?sslmode=verify-full&connect_timeout=5 | jdbc:postgresql://db/work?sslmode=verify-full&connectTimeout=5 | me | -",
        "jdbc:postgresql://db:5432/work?user=me&password=pw | jdbc:postgresql://db:5432/work?user=me&password=pw | - | -",
      })
  void databaseUrl_usualForms_areUnderstood(
      String url, String jdbcUrl, String user, String password) throws Exception {
    assertThat(Configuration.readDatabase(Map.of("DATABASE_URL", url), Map.of()))
        .isEqualTo(
            new DatabaseSource.External(
                jdbcUrl, Optional.ofNullable(user), Optional.ofNullable(password)));
  }

  @Test
  void toString_leavesSecretsOut() throws Exception {
    Configuration configuration =
        Configuration.read(
            Map.of(
                "DATABASE_URL", "jdbc:postgresql://db/work?user=me&password=hidden",
                "METRICS_KEY", "hidden",
                "MINIMAX_API_KEY", "hidden"),
            Map.of());

    assertThat(configuration.toString()).doesNotContain("hidden").contains("db/work");
  }
}
