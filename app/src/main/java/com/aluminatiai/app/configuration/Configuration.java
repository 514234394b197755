package com.aluminatiai.app.configuration;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.http.HttpSettings;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that is set, checked.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for a free one
 * @param database where the data are
 * @param poolSize database connections
 * @param keysRequired whether the API asks for a key
 * @param openAllowed whether an API without keys may be reached from outside
 * @param requestsPerMinute limit for each client address; 0 for none
 * @param requestsPerDay limit for each key; 0 for none
 * @param trustedProxies networks whose forwarded headers are believed, as CIDR
 * @param publicUrl base address in generated code, without a slash at its end
 * @param corsOrigins browser origins allowed besides our own pages
 * @param metricsKey bearer key of the metrics
 * @param estimateMethod method of a submission that names none
 * @param agent the agent; empty where there is no key for it
 * @param agentLimits how much agents may do
 * @param jsonLog whether log lines are JSON
 */
public record Configuration(
    String host,
    int port,
    DatabaseSource database,
    int poolSize,
    boolean keysRequired,
    boolean openAllowed,
    int requestsPerMinute,
    int requestsPerDay,
    List<String> trustedProxies,
    Optional<URI> publicUrl,
    List<String> corsOrigins,
    Optional<String> metricsKey,
    Method estimateMethod,
    Optional<Agent> agent,
    AgentLimits agentLimits,
    boolean jsonLog) {

  private static final int MOST_CONNECTIONS = 150;
  private static final int MOST_REQUESTS = 1_000_000_000;
  private static final Pattern KEY = Pattern.compile("[!-~]{1,4096}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

  /**
   * Where the agent's model is.
   *
   * @param apiKey the key
   * @param baseUrl base address of its API, without a slash at its end
   * @param model the model's name
   */
  public record Agent(String apiKey, URI baseUrl, String model) {
    /** Leaves the key out. */
    @Override
    public String toString() {
      return "Agent[" + baseUrl + ", " + model + "]";
    }
  }

  /**
   * How much agents may do.
   *
   * @param answerWait how long a submission waits for the agent
   * @param timeout longest conversation
   * @param maxConcurrency conversations at once
   * @param perDay questions to the agent a day and caller; 0 for no limit
   */
  public record AgentLimits(
      Duration answerWait, Duration timeout, int maxConcurrency, int perDay) {}

  /**
   * Reads and checks all settings.
   *
   * @param environment the process's environment
   * @param options what was given on the command line; wins over the environment
   * @return the settings
   * @throws ConfigurationException if one is wrong
   */
  public static Configuration read(Map<String, String> environment, Map<Setting, String> options)
      throws ConfigurationException {
    SettingTexts texts = new SettingTexts(environment, options);
    boolean keysRequired = texts.choice(Setting.AUTH, List.of("none", "api-key")).equals("api-key");
    boolean openAllowed = texts.flag(Setting.ALLOW_OPEN);
    return new Configuration(
        host(texts, keysRequired || openAllowed),
        texts.number(Setting.PORT, 0, 65_535),
        database(texts),
        texts.number(Setting.DB_POOL_SIZE, 1, MOST_CONNECTIONS),
        keysRequired,
        openAllowed,
        texts.number(Setting.RATE_LIMIT_PER_MINUTE, 0, MOST_REQUESTS),
        texts.number(Setting.RATE_LIMIT_PER_DAY, 0, MOST_REQUESTS),
        networks(texts),
        texts.find(Setting.PUBLIC_URL).isPresent()
            ? Optional.of(publicUrl(texts))
            : Optional.empty(),
        origins(texts),
        key(texts, Setting.METRICS_KEY),
        estimateMethod(texts),
        agent(texts),
        agentLimits(texts),
        isLogJson(texts));
  }

  /**
   * Reads where the data are, for commands that need nothing else.
   *
   * @param environment the process's environment
   * @param options what was given on the command line; wins over the environment
   * @return the database
   * @throws ConfigurationException if a setting is wrong
   */
  public static DatabaseSource readDatabase(
      Map<String, String> environment, Map<Setting, String> options) throws ConfigurationException {
    return database(new SettingTexts(environment, options));
  }

  /**
   * Reads how what names no method is estimated.
   *
   * @param environment the process's environment
   * @return the method
   * @throws ConfigurationException if the setting is wrong
   */
  public static Method readEstimateMethod(Map<String, String> environment)
      throws ConfigurationException {
    return estimateMethod(new SettingTexts(environment, Map.of()));
  }

  private static Method estimateMethod(SettingTexts texts) throws ConfigurationException {
    return texts
            .choice(Setting.ESTIMATE_METHOD, List.of("fallback", "calibrated"))
            .equals("calibrated")
        ? Method.CALIBRATED
        : Method.FALLBACK;
  }

  /** Leaves everything out that might be a secret. */
  @Override
  public String toString() {
    return "Configuration[" + host + ":" + port + ", " + database + "]";
  }

  private static boolean isLogJson(SettingTexts texts) throws ConfigurationException {
    return texts.choice(Setting.LOG_FORMAT, List.of("text", "json")).equals("json");
  }

  private static String host(SettingTexts texts, boolean mayBeReachedFromOutside)
      throws ConfigurationException {
    // An IPv6 address may stand in brackets, as it does in a URL.
    String host = texts.get(Setting.HOST).replaceFirst("^\\[(.*:.*)]$", "$1");
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw texts.wrong(Setting.HOST, "must be an address of this machine");
    }
    if (!mayBeReachedFromOutside && !address.isLoopbackAddress()) {
      throw texts.wrong(
          Setting.HOST,
          "must be a loopback address",
          " while AUTH=none, where everybody may read and change everything; set AUTH=api-key, or"
              + " ALLOW_OPEN=true if that is meant");
    }
    return host;
  }

  private static DatabaseSource database(SettingTexts texts) throws ConfigurationException {
    Optional<String> url = texts.find(Setting.DATABASE_URL);
    if (url.isPresent()) {
      return external(texts, url.get());
    }
    try {
      return new DatabaseSource.Embedded(
          Path.of(texts.get(Setting.DATA_DIR)).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw texts.wrong(
          Setting.DATA_DIR, "must be a path that this locale (try LC_ALL=C.UTF-8) can express");
    }
  }

  private static DatabaseSource external(SettingTexts texts, String url)
      throws ConfigurationException {
    DatabaseSource.External source =
        DatabaseUrl.read(url)
            .orElseThrow(
                () ->
                    texts.wrong(
                        Setting.DATABASE_URL,
                        "must look like postgresql://user:password@host:5432/database or"
                            + " jdbc:postgresql:…, special characters in user and password"
                            + " percent-encoded"));
    Optional<String> wrongParameter = DatabaseUrl.wrongParameter(source);
    if (wrongParameter.isPresent()) {
      throw texts.wrong(Setting.DATABASE_URL, wrongParameter.get());
    }
    return source;
  }

  private static List<String> networks(SettingTexts texts) throws ConfigurationException {
    List<String> networks = new ArrayList<>();
    for (String network : texts.list(Setting.TRUSTED_PROXIES)) {
      networks.add(
          HttpSettings.network(network)
              .orElseThrow(
                  () ->
                      texts.wrong(
                          Setting.TRUSTED_PROXIES,
                          "must be networks separated by commas, 10.0.0.0/8 for instance")));
    }
    return List.copyOf(networks);
  }

  private static List<String> origins(SettingTexts texts) throws ConfigurationException {
    List<String> origins = texts.list(Setting.CORS_ORIGINS);
    for (String origin : origins) {
      Optional<URI> address = webAddress(origin);
      if (address.isEmpty() || !address.get().getRawPath().isEmpty()) {
        throw texts.wrong(
            Setting.CORS_ORIGINS,
            "must be origins separated by commas, https://dashboard.example.com for instance");
      }
    }
    return origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
  }

  private static URI publicUrl(SettingTexts texts) throws ConfigurationException {
    URI address = baseUrl(texts, Setting.PUBLIC_URL);
    if (!GenerateClientCode.isBaseAddress(address)) {
      throw texts.wrong(
          Setting.PUBLIC_URL,
          "must be an http or https address of host, port and path, in plain characters");
    }
    return address;
  }

  private static URI baseUrl(SettingTexts texts, Setting setting) throws ConfigurationException {
    return webAddress(texts.get(setting).replaceAll("/+$", ""))
        .orElseThrow(
            () -> texts.wrong(setting, "must be an http or https address without a query"));
  }

  private static Optional<URI> webAddress(String text) {
    try {
      URI address = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      return web
              && address.getHost() != null
              && address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Agent> agent(SettingTexts texts) throws ConfigurationException {
    URI baseUrl = baseUrl(texts, Setting.MINIMAX_BASE_URL);
    String model = texts.get(Setting.MINIMAX_MODEL);
    if (!MODEL.matcher(model).matches()) {
      throw texts.wrong(Setting.MINIMAX_MODEL, "must be the name of a model");
    }
    return key(texts, Setting.MINIMAX_API_KEY).map(key -> new Agent(key, baseUrl, model));
  }

  private static Optional<String> key(SettingTexts texts, Setting setting)
      throws ConfigurationException {
    Optional<String> key = texts.find(setting);
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      throw texts.wrong(setting, "must be visible ASCII characters without blanks");
    }
    return key;
  }

  private static AgentLimits agentLimits(SettingTexts texts) throws ConfigurationException {
    return new AgentLimits(
        texts.duration(Setting.AGENT_WAIT, Duration.ZERO, Duration.ofMinutes(5)),
        texts.duration(Setting.AGENT_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(30)),
        texts.number(Setting.AGENT_MAX_CONCURRENCY, 1, 1_000),
        texts.number(Setting.AGENT_LIMIT_PER_DAY, 0, MOST_REQUESTS));
  }
}
