package com.aluminatiai.workload.usecase.clientcode;

/** Why a model's code is not taken. Says nothing about the caller: the template is used instead. */
final class Doubt extends Exception {
  private static final long serialVersionUID = 1L;

  Doubt(String reason) {
    super(reason);
  }

  static void unless(boolean fine, String reason) throws Doubt {
    if (!fine) {
      throw new Doubt(reason);
    }
  }
}
