package com.aluminatiai.minimax.planted;

import com.aluminatiai.jdbc.planted.JdbcThatKnowsUseCases;

/** Planted: the AI adapter with other adapters' libraries and another adapter. */
public class MinimaxThatServes {
  io.javalin.Javalin javalin;
  org.eclipse.jetty.server.Server jetty;
  jakarta.validation.Validator validator;
  org.hibernate.validator.HibernateValidator hibernate;
  io.micrometer.core.instrument.MeterRegistry metrics;
  JdbcThatKnowsUseCases jdbc;
}
