package com.aluminatiai.app.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up: on stderr, as text or JSON, libraries only where they warn. */
public final class Logging {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} %request%msg%n%ex";

  private static final int GATHERED_BYTES = 64 * 1024;

  private static final List<String> QUIET =
      List.of(
          "org.eclipse.jetty",
          "io.javalin",
          "com.zaxxer.hikari",
          "org.hibernate.validator",
          "org.jdbi",
          "org.postgresql");

  private Logging() {}

  /**
   * Sets the log of a service up. To be called before anything is logged.
   *
   * @param json whether lines are JSON
   */
  public static void toStderr(boolean json) {
    GatheredOutput stderr =
        new GatheredOutput(new FileOutputStream(FileDescriptor.err), GATHERED_BYTES);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> writeAtOnce(stderr), "log-end"));
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setImmediateFlush(false);
    appender.setOutputStream(stderr);
    set(appender, json, Level.INFO);
  }

  private static void writeAtOnce(GatheredOutput stderr) {
    try {
      stderr.writeAtOnce();
    } catch (IOException e) {
      // Nobody reads the log any more.
    }
  }

  /** Sets the log of a command up that does one thing and ends: only what goes wrong is said. */
  public static void warningsToStderr() {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget(ConsoleTarget.SystemErr.getName());
    set(appender, false, Level.WARN);
  }

  private static void set(OutputStreamAppender<ILoggingEvent> appender, boolean json, Level level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    appender.setContext(context);
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
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("request", RequestIdConverter::new);
    layout.setPattern(LINE);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
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
