package com.aluminatiai.workload.planted;

import com.aluminatiai.jdbc.planted.JdbcThatKnowsUseCases;

/** Planted: breaks the domain's arrows and its plainness. */
class DomainThatKnowsAnAdapter {
  JdbcThatKnowsUseCases adapter;
  java.net.http.HttpClient client;
  picocli.CommandLine commandLine;
}
