package com.aluminatiai.app.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up: on stderr, as text or JSON, libraries only where they warn. */
public final class Logging {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} %replace([%X{request_id}] ){'\\[\\] ', ''}%msg%n%ex";

  private static final List<String> QUIET =
      List.of(
          "org.eclipse.jetty",
          "io.javalin",
          "com.zaxxer.hikari",
          "org.hibernate.validator",
          "com.github.kagkarlsson",
          "org.jdbi",
          "org.postgresql");

  private Logging() {}

  /**
   * Sets the log of this process up. To be called before anything is logged.
   *
   * @param json whether lines are JSON
   */
  public static void toStderr(boolean json) {
    toStderr(json, Level.INFO);
  }

  /** Sets the log of a command up that does one thing and ends: only what goes wrong is said. */
  public static void warningsToStderr() {
    toStderr(false, Level.WARN);
  }

  private static void toStderr(boolean json, Level level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(ConsoleTarget.SystemErr.getName());
    appender.setEncoder(json ? json(context) : text(context));
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    for (String library : QUIET) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    // What fails is thrown as well, and said once.
    context.getLogger("org.flywaydb").setLevel(Level.OFF);
    context.getLogger("com.zaxxer.hikari.pool.ProxyConnection").setLevel(Level.OFF);
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(LINE);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
