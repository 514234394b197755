package com.aluminatiai.estimation.planted;

import com.aluminatiai.workload.Owner;
import java.time.Instant;

/** Planted: breaks the core's arrows, its plainness, its finality and its silence. */
public class CoreThatKnowsTheDomain {
  int changeable;
  static int shared;
  Owner owner;

  void setChangeable(int changeable) {
    this.changeable = changeable;
  }

  java.nio.file.Path home() {
    System.out.println(Instant.now());
    return java.nio.file.Path.of(".");
  }
}
