package com.aluminatiai.estimation;

/** How an accelerator is built into its host; it decides the host's share of power. */
public enum FormFactor {
  /** A module on a baseboard with its own interconnect: NVIDIA SXM, OAM and the like. */
  SXM,
  /** A card in a server or workstation slot. */
  PCIE,
  /** A module that carries its own processor: Grace Hopper superchips, Jetson, Apple silicon. */
  MODULE,
  /** A Google TPU, whose published figures are of the whole system. */
  TPU,
  /** Not known. */
  UNKNOWN
}
