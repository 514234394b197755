package com.aluminatiai.app.configuration;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/** Reads {@code DATABASE_URL} in the forms that people have at hand. */
final class DatabaseUrl {
  // user[:password]@ is greedy: a password that holds an @ is one of the commonest mistakes.
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)(?:/(?<name>[^?]*))?(?:\\?(?<query>.*))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

  private static final String[] ANY = {};

  // What libpq and the JDBC driver call differently.
  private static final Map<String, String> DRIVERS_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout");

  // What the driver has to say of an address, it says by refusing it; the field keeps the logger.
  private static final Logger DRIVER = Logger.getLogger("org.postgresql.util");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  private DatabaseUrl() {}

  /** Returns the database, or nothing where {@code url} has none of the forms. */
  static Optional<DatabaseSource.External> read(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return known(new DatabaseSource.External(url, Optional.empty(), Optional.empty()));
    }
    Matcher form = FORM.matcher(url);
    if (!form.matches() || !areHosts(form.group("hosts"))) {
      return Optional.empty();
    }
    try {
      return known(convert(form));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // A % that begins no character.
    }
  }

  /**
   * Returns what is wrong with the parameters behind the question mark, as a rule. The driver
   * passes over what it does not know, so that a misspelt sslmode would be none.
   */
  static Optional<String> wrongParameter(DatabaseSource.External source) {
    int query = source.jdbcUrl().indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    for (String parameter : source.jdbcUrl().substring(query + 1).split("&")) {
      String[] pair = parameter.split("=", 2);
      Optional<String> wrong =
          pair[0].isEmpty() ? Optional.empty() : wrongParameter(pair[0], pair[pair.length - 1]);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongParameter(String name, String content) {
    PGProperty property = PGProperty.forName(name);
    if (property == null) {
      return Optional.of(
          "has the parameter \"" + name + "\", which PostgreSQL's JDBC driver does not know");
    }
    List<String> choices = Arrays.asList(Optional.ofNullable(property.getChoices()).orElse(ANY));
    return choices.isEmpty() || choices.stream().anyMatch(content::equalsIgnoreCase)
        ? Optional.empty()
        : Optional.of("must have one of " + String.join(", ", choices) + " as its " + name);
  }

  private static boolean areHosts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      if (!HOST.matcher(host).matches()) {
        return false;
      }
    }
    return true;
  }

  private static DatabaseSource.External convert(Matcher form) {
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    if (form.group("login") != null) {
      String[] login = form.group("login").split(":", 2);
      user = Optional.of(decode(login[0])).filter(text -> !text.isEmpty());
      password = login.length > 1 ? Optional.of(decode(login[1])) : Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    String query = Optional.ofNullable(form.group("query")).orElse("");
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      String content = pair.length > 1 ? decode(pair[1]) : "";
      switch (pair[0]) {
        case "" -> {}
        case "user" -> user = Optional.of(content);
        case "password" -> password = Optional.of(content);
        default ->
            parameters.add(DRIVERS_NAMES.getOrDefault(pair[0], pair[0]) + "=" + encode(content));
      }
    }
    String name = decode(Optional.ofNullable(form.group("name")).orElse(""));
    String database = name.isEmpty() ? user.orElse("") : name;
    String jdbcUrl = "jdbc:postgresql://" + form.group("hosts") + "/" + encode(database);
    return new DatabaseSource.External(
        parameters.isEmpty() ? jdbcUrl : jdbcUrl + "?" + String.join("&", parameters),
        user,
        password);
  }

  private static Optional<DatabaseSource.External> known(DatabaseSource.External source) {
    try {
      DriverManager.getDriver(source.jdbcUrl());
      return Optional.of(source);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  // A + in a URL's login is a plus, not a space.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
