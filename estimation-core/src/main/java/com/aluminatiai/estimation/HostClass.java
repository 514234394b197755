package com.aluminatiai.estimation;

import java.util.Locale;

/** The kinds of node whose share of power the evidence tells apart. */
enum HostClass {
  SXM,
  SXM_AMPERE,
  SXM_OLD,
  PCIE,
  LAPTOP,
  SUPERCHIP,
  MODULE,
  TPU,
  UNKNOWN;

  /** A module of this rating or more is a superchip in a server, one of less a board of its own. */
  private static final double SUPERCHIP_WATTS = 500;

  static HostClass of(Accelerator accelerator) {
    return switch (accelerator.formFactor()) {
      case SXM -> generation(accelerator.architecture());
      case PCIE -> accelerator.isOfALaptop() ? LAPTOP : PCIE;
      case MODULE -> accelerator.tdpWatts() >= SUPERCHIP_WATTS ? SUPERCHIP : MODULE;
      case TPU -> TPU;
      case UNKNOWN -> UNKNOWN;
    };
  }

  private static HostClass generation(String architecture) {
    if (architecture.startsWith("Pascal") || architecture.startsWith("Volta")) {
      return SXM_OLD;
    }
    boolean ampere = architecture.startsWith("Ampere") || architecture.startsWith("CDNA2");
    return ampere ? SXM_AMPERE : SXM;
  }

  /** Whether it is a module among others of its kind: what it trains and serves is large. */
  boolean isBaseboard() {
    return switch (this) {
      case SXM, SXM_AMPERE, SXM_OLD, SUPERCHIP, TPU -> true;
      case PCIE, LAPTOP, MODULE, UNKNOWN -> false;
    };
  }

  /** The part of a factor's key that names this class. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
