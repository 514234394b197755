package com.aluminatiai.jdbc.planted;

import com.aluminatiai.http.planted.HttpThatKnowsPorts;
import com.aluminatiai.workload.usecase.Workloads;

/** Planted: a driven adapter that sees a use case and HTTP. */
public class JdbcThatKnowsUseCases {
  Workloads useCase;
  HttpThatKnowsPorts http;
}
