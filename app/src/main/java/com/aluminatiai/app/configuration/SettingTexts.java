package com.aluminatiai.app.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings as a user wrote them. An option wins over its variable; an empty variable counts as
 * unset, because that is how container files write it.
 */
final class SettingTexts {
  private static final int MOST_BYTES = 1 << 16;

  private final Map<String, String> environment;
  private final Map<Setting, String> options;

  SettingTexts(Map<String, String> environment, Map<Setting, String> options) {
    this.environment = Map.copyOf(environment);
    this.options = Map.copyOf(options);
  }

  /** Returns what is set, or else the default; empty for neither. */
  Optional<String> find(Setting setting) throws ConfigurationException {
    String text = options.get(setting);
    if (text == null) {
      text = environment.getOrDefault(setting.name(), "").strip();
    }
    if (setting.isSecret()) {
      text = orFromFile(setting, text);
    }
    if (text.isEmpty() && !options.containsKey(setting)) {
      text = setting.defaultText();
    }
    return Optional.of(text.strip()).filter(found -> !found.isEmpty());
  }

  private String orFromFile(Setting setting, String text) throws ConfigurationException {
    String file = environment.getOrDefault(setting.fileVariable(), "").strip();
    if (file.isEmpty()) {
      return text;
    }
    if (!text.isEmpty()) {
      throw new ConfigurationException(
          "%s and %s are both set: set one of them"
              .formatted(setting.name(), setting.fileVariable()));
    }
    String content;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      // At most: a device or a wrong file may have no end.
      content = new String(in.readNBytes(MOST_BYTES), UTF_8).strip();
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "%s: %s cannot be read".formatted(setting.fileVariable(), file));
    }
    if (content.isEmpty()) {
      throw new ConfigurationException("%s: %s is empty".formatted(setting.fileVariable(), file));
    }
    return content;
  }

  String get(Setting setting) throws ConfigurationException {
    return find(setting).orElseThrow(() -> wrong(setting, "must not be empty"));
  }

  /** Makes the one line about a setting; says its value unless that is a secret. */
  ConfigurationException wrong(Setting setting, String rule) {
    return wrong(setting, rule, "");
  }

  /** Makes the one line about a setting, with a reason at its end. */
  ConfigurationException wrong(Setting setting, String rule, String why) {
    String given = options.getOrDefault(setting, environment.getOrDefault(setting.name(), ""));
    String name =
        options.containsKey(setting)
            ? setting.option() + " (" + setting.name() + ")"
            : setting.name();
    String but = setting.isSecret() || given.isBlank() ? "" : ", not \"" + oneLine(given) + "\"";
    return new ConfigurationException(name + " " + rule + but + why);
  }

  /** What a user wrote, without the password of an address. */
  private static String oneLine(String text) {
    String clean = text.strip().replaceAll("\\p{Cntrl}+", " ").replaceAll("//[^/@\\s]*@", "//…@");
    return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
  }

  int number(Setting setting, int least, int most) throws ConfigurationException {
    try {
      int number = Integer.parseInt(get(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the user's words.
    }
    throw wrong(
        setting, String.format(Locale.ROOT, "must be a whole number from %d to %d", least, most));
  }

  boolean flag(Setting setting) throws ConfigurationException {
    return choice(setting, List.of("true", "false")).equals("true");
  }

  String choice(Setting setting, List<String> choices) throws ConfigurationException {
    String text = get(setting);
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw wrong(setting, "must be " + String.join(" or ", choices));
  }

  Duration duration(Setting setting, Duration least, Duration most) throws ConfigurationException {
    try {
      Duration duration = Duration.parse(get(setting));
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below, in the user's words.
    }
    throw wrong(
        setting,
        "must be an ISO 8601 duration from %s to %s, PT20S for instance".formatted(least, most));
  }

  List<String> list(Setting setting) throws ConfigurationException {
    return Arrays.stream(find(setting).orElse("").split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
