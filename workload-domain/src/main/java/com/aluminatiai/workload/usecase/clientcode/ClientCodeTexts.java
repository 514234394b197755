package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import java.util.Optional;

/** What is said about client code. */
final class ClientCodeTexts {
  private static final String THIRD_PARTY =
      " With use_smart_agent set to true, the workload and its notes are sent to a third party.";

  private ClientCodeTexts() {}

  /** A model's words if there are any, else our own. What is sent to whom is always ours to say. */
  static String explanation(ClientLanguage language, Optional<String> byModel) {
    return byModel.orElseGet(() -> ofTemplate(language)) + THIRD_PARTY;
  }

  private static String ofTemplate(ClientLanguage language) {
    String errors =
        switch (language) {
          case PYTHON, JAVASCRIPT, TYPESCRIPT -> "An error of the service becomes an ApiError";
          case CURL -> "An error of the service is printed and ends the script";
        };
    return "Submits a workload, prints its energy, carbon and cost, and fetches it back. Connection"
        + " errors, 429 and 5xx are tried again, five times in all, with one Idempotency-Key, so"
        + " that nothing is stored twice; Retry-After is honoured. "
        + errors
        + " with its code, message and details.";
  }

  static String usage(ClientLanguage language) {
    String run =
        switch (language) {
          case PYTHON ->
              "Save as client.py. Python 3.9 or newer: pip install requests, then python client.py.";
          case JAVASCRIPT ->
              "Save as client.mjs, no packages needed. Node 18 or newer: node client.mjs.";
          case TYPESCRIPT ->
              "Save as client.ts. Node 22.18 or newer runs it as it is: node client.ts. Or compile"
                  + " it: npx -p typescript tsc --strict --target es2022 --module nodenext client.ts,"
                  + " then node client.js on Node 18 or newer.";
          case CURL -> "Save as client.sh. Needs bash and curl 7.71 or newer: bash client.sh.";
        };
    return run
        + " Set ALUMINATIAI_API_KEY if the service asks for a key, and ALUMINATIAI_URL if it has"
        + " another address.";
  }
}
