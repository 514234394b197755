package com.aluminatiai.app.server;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Shows the id of the request that a line of the log is about, and nothing where there is none. */
public final class RequestIdConverter extends ClassicConverter {
  private static final String KEY = "request_id";

  @Override
  public String convert(ILoggingEvent event) {
    String id = event.getMDCPropertyMap().get(KEY);
    return id == null || id.isEmpty() ? "" : "[" + id + "] ";
  }
}
