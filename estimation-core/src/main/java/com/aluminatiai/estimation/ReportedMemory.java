package com.aluminatiai.estimation;

/** Compares the memory that a tool reports with the one that a vendor prints. */
final class ReportedMemory {
  /** Tools report memory in GiB or less what is reserved: down to this share of what is printed. */
  private static final double LEAST_SHARE = 0.93;

  private ReportedMemory() {}

  static boolean isOf(double printedGb, int reportedGb) {
    return reportedGb <= printedGb && reportedGb >= LEAST_SHARE * printedGb;
  }
}
