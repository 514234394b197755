package com.aluminatiai.workload.planted.model;

/** Planted: a library away from home. */
class ModelThatKnowsJackson {
  com.fasterxml.jackson.databind.JsonNode json;
}
