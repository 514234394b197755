package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import java.util.Optional;

/** What is said about client code. */
final class ClientCodeTexts {
  private static final String THIRD_PARTY =
      " With use_smart_agent set to true, the workload and its notes are sent to a third party.";
  private static final String SETTINGS =
      " Set ALUMINATIAI_API_KEY if the service asks for a key, and ALUMINATIAI_URL if it has"
          + " another address.";
  private static final String HARMLESS =
      " It never fails, delays or outlives the job: reports are sent in the background with short"
          + " time-outs, what could not be sent is kept in a file that the next run sends, and of"
          + " the ranks of one job rank 0 alone reports.";

  private ClientCodeTexts() {}

  /** A model's words if there are any, else our own. What is sent to whom is always ours to say. */
  static String explanation(ClientLanguage language, ClientStyle style, Optional<String> byModel) {
    String agent = style == ClientStyle.SUBMIT ? THIRD_PARTY : "";
    return byModel.orElseGet(() -> ofTemplate(language, style)) + agent;
  }

  private static String ofTemplate(ClientLanguage language, ClientStyle style) {
    return switch (style) {
      case SUBMIT -> ofClient(language);
      case TRACK ->
          "Tells the service that a job runs, every five minutes what its GPUs do where nvidia-smi is"
              + " there, and how it ended after how many hours."
              + HARMLESS;
      case HUGGINGFACE, LIGHTNING ->
          "A callback that tells the service when a training begins, every five minutes what its GPUs"
              + " do, and how it ended after how many hours."
              + HARMLESS;
      case SLURM ->
          "Begins and ends a workload for each GPU job of the cluster, with the id that sacct shows"
              + " (slurm:JOBID), so that a later import of sacct stores none twice. It runs once for"
              + " each job, holds it up for four seconds at most, and never fails it. What could not"
              + " be sent is sent by the next job.";
      case KUBERNETES ->
          "A Job whose command stands within a small tracker in the same container, without a"
              + " sidecar: it tells when the command runs, what its GPUs do, and how it ended."
              + HARMLESS;
    };
  }

  private static String ofClient(ClientLanguage language) {
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

  static String usage(ClientLanguage language, ClientStyle style) {
    String run =
        switch (style) {
          case SUBMIT -> client(language);
          case TRACK -> tracker(language);
          case HUGGINGFACE ->
              "Save both files beside your script, and add AluminatiaiCallback() to the callbacks of"
                  + " your Trainer. Python 3.9 or newer, no further packages.";
          case LIGHTNING ->
              "Save both files beside your script, and add AluminatiaiCallback() to the callbacks of"
                  + " your Trainer. Python 3.9 or newer, lightning or pytorch_lightning, no further"
                  + " packages.";
          case SLURM ->
              "Save both files in /etc/slurm/aluminatiai on the machine of slurmctld, make them"
                  + " executable, and set PrologSlurmctld and EpilogSlurmctld in slurm.conf to them."
                  + " Needs bash and curl. Settings stand in a file named settings beside them.";
          case KUBERNETES ->
              "Save as job.yaml, put in your image, command and GPUs, then kubectl apply -f job.yaml."
                  + " The image needs Python 3.9 or newer. The key comes from the secret aluminatiai.";
        };
    return run + SETTINGS;
  }

  private static String client(ClientLanguage language) {
    return switch (language) {
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
  }

  private static String tracker(ClientLanguage language) {
    return switch (language) {
      case PYTHON ->
          "Save as aluminatiai.py beside your script, no packages needed. Python 3.9 or newer: put"
              + " `with track():` around the work, or run python aluminatiai.py run -- COMMAND.";
      case JAVASCRIPT ->
          "Save as aluminatiai.mjs beside your program, no packages needed. Node 18 or newer: await"
              + " track({}, work).";
      case TYPESCRIPT ->
          "Save as aluminatiai.ts beside your program, no packages needed: await track({}, work). Node"
              + " 22.18 or newer runs it as it is. Or compile it: npx -p typescript tsc --strict"
              + " --target es2022 --module nodenext aluminatiai.ts, for Node 20.16 or newer.";
      case CURL ->
          "Save as track.sh. Needs bash 4 or newer and curl: bash track.sh COMMAND. Where there is no"
              + " nvidia-smi, set ALUMINATIAI_GPU_TYPE and ALUMINATIAI_NUM_GPUS.";
    };
  }
}
