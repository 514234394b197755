package com.aluminatiai.estimation;

/** How an accelerator is built into its host; it decides the host's share of power. */
public enum FormFactor {
  /**
   * A module on a baseboard with its own interconnect: NVIDIA SXM, OAM and the like. Superchips
   * whose watts are of one GPU (GH200, GB200) are among them.
   */
  SXM,
  /** A card in a server or workstation slot. */
  PCIE,
  /** A module whose watts include its processor: Jetson, Apple silicon, MI300A. */
  MODULE,
  /** A Google TPU, whose published figures are of the whole system. */
  TPU,
  /** Not known. */
  UNKNOWN
}
