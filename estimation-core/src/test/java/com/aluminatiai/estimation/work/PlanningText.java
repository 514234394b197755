package com.aluminatiai.estimation.work;

/** The words of PLANNING.md. */
final class PlanningText {
  static final String HEAD =
      """
      # How well hours are foretold

      Written by `PlanningTest` from `training-runs.tsv` (test resources). Do not edit: run
      `./mvnw -pl estimation-core test -Dtest=PlanningTest -Dplanning.write=true`. The build fails when this file is not what the
      model gives, and when a figure is worse than the recorded one (`planning-recorded.tsv`).

      Each run is predicted from the model's size, the tokens, accelerator and number, and whether adapters alone were trained: hours =
      FLOPs / (MFU x dense BF16 peak x accelerators), the MFU from `training-factors.tsv`. *Bias* is the median error of the
      accelerator-hours, *MdAPE* the median of the absolute errors, *within 20 %* the share of runs with an error of at most
      20 %, *inside* counts the runs within the range, *HIGH/LOW* is the median width of that range. `0.3` and `0.4` are the MdAPE of
      the naive rule that every run has that MFU.

      The targets, with laboratories left out: MdAPE at most 20 %, at least 85 % inside a range of HIGH/LOW of at most 2.6.
      """;

  static final String IN_SAMPLE_TABLE =
      """

      ## Training, in-sample

      | set | runs | 0.3 | 0.4 | bias | MdAPE | within 20 % | inside | HIGH/LOW |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  static final String HELD_OUT_TABLE =
      """

      ## Training, leave one laboratory out

      The levels of MFU are fitted again without the laboratory that is predicted; where nobody else measured a kind of accelerator,
      its level is the one of all others (`other`).

      | set | runs | 0.3 | 0.4 | bias | MdAPE | within 20 % | inside | HIGH/LOW |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  static final String NO_BETTER =
      """

      No better than a naive rule, with laboratories left out:

      """;

  static final String READING =
      """

      How to read it. The MFU is end to end: restarts, evaluations and checkpoints are in the published hours, so that it is a third
      below what papers report of a good moment (PaLM reports 0.457 and its hours say 0.30; Llama 3.1 405B 0.38 to 0.43 and
      0.35). What the model knows is that Hopper reaches less of its peak than Ampere, that small models waste more, and that a
      run over a few billion tokens is like a tuned benchmark. What a team's code makes of it, nobody can know beforehand: TinyLlama reached 0.51
      where XGLM reached 0.16 on the same accelerator. A factor of 1.6 either way is honest; a stated `mfu` has none. Over all whole runs the rule of 0.3 does no worse, which is their
      median, found with all of them in view; it knows nothing of size, accelerator or kind, and fails on the short ones.

      What is choice. Only the levels are fitted again; the exponents of size and number, the lengths between which a run
      turns from a benchmark into a whole one, and the bands were chosen with these rows in view. A laboratory has one vote a level. Meta made seven
      of the eight whole runs on Hopper: without Meta one mixture of experts is all that is known of it. Where the number of
      accelerators was not read, 512 are taken, which matters by a few percent.

      What is not known. No whole run on Blackwell or AMD was published with hours and tokens: their levels are by analogy, and
      their bands wider. LoRA is known from one benchmark alone (70B, FP8, tuned by vendors; MFU is of the BF16 peak): a plain trainer in BF16
      lies at the low end of the band, or below it with unpacked short sequences. Full fine-tuning has no row with tokens and hours; it
      is taken for a short run. Long contexts take more than 6 N D, which the published MFU of runs at 2,048 to 8,192 tokens
      does not hold; images and speech are not covered.

      """;

  static final String FIT_TABLE =
      """
      ## What was fitted, and what is used

      The used figure is the fit, rounded. Whole runs on Hopper were given more: the fit has the votes of two laboratories alone, one
      of which trained its small models far below all others; 0.26 lies between it and the medians of 12 dense runs that were
      collected from more laboratories, whose rows are not all here (0.22 of 2B to 15B, 0.28 of 15B to 80B, 0.36 above).

      | factor | fitted to all | low | used | high |
      |---|---:|---:|---:|---:|
      """;

  static final String RUNS_TABLE =
      """

      ## Every run

      Accelerator-hours. Sources are in `training-runs.tsv`.

      | run | laboratory | kind | accelerators | MFU | hours | low | best | high | error | inside |
      |---|---|---|---|---:|---:|---:|---:|---:|---:|---|
      """;

  private PlanningText() {}
}
