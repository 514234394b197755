package com.aluminatiai.estimation;

/** The words of ACCURACY.md. */
final class AccuracyText {
  static final String HEAD =
      """
      # How accurate the estimates are

      Written by `AccuracyTest` from `measured-runs.tsv`, which the jar `estimation-core-testing` carries. Do not edit: run
      `./mvnw -pl estimation-core test -Dtest=AccuracyTest -Daccuracy.write=true`. The build fails when this file is
      not what the model gives, and when a figure is worse than the recorded one (`accuracy-recorded.tsv`).

      Each run is predicted from accelerator, kind of work and number of accelerators in a node alone (two rows leave that out as well): utilization is
      left to the model, as most users leave it, and so is a power limit. What the measurement does not include (PUE, network, for
      GPU-only rows the host) is stated as none. *Bias* is the median error, *MdAPE* and *MAPE* are median and mean of the
      absolute errors, *within 20 %* is the share of runs with an error of at most 20 %, *inside* counts the runs
      within the range from low to high, *HIGH/LOW* is the median width of that range. `0.8` and `1.0` are the naive
      formulas TDP × 0.8 and TDP × 1.0, without host.

      The targets for complete systems at full power: MdAPE at most 6 % in-sample and 9 % with families left out, at
      least 90 % inside a range of median HIGH/LOW of at most 1.6.
      """;

  static final String POWER_TABLE =
      """

      ## Power, in-sample

      | set | runs | 0.8: bias / MdAPE | 1.0: bias / MdAPE | bias | MdAPE | MAPE | within 20 % | inside | HIGH/LOW |
      |---|---:|---|---|---:|---:|---:|---:|---:|---:|
      """;

  static final String HELD_OUT_TABLE =
      """

      ## Power, families left out

      The constants that were fitted are fitted again without the family (who measured: a laboratory, a submitter)
      that is predicted. Each family has one vote, because its rows share machines and meters.

      | set | runs | bias | MdAPE | MAPE | within 20 % | inside | HIGH/LOW |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """;

  static final String NO_BETTER =
      """

      No better than TDP × 0.8 or TDP × 1.0 without host, by the median error in-sample:

      """;

  static final String READING =
      """

      How to read it. Systems of GPUs were measured by several families, and there the model holds: the second row reaches
      its target. TPU v2 and v3 were metered by one paper (Patterson et al. 2021), and the model knows a TPU by its measured
      watts alone: without that paper nothing is known of them, it falls back on TPU v4, and with them the first row misses its
      target of 9 %. Those constants are measurements of that hardware, not predictions. The host's share of Pascal and
      Volta nodes rests on that paper and, since the GPUs of R178 and R179 were metered apart, on a second laboratory.
      Bands were kept when constants were fitted again, so that *inside* and *HIGH/LOW* here are not free of the rows that
      they score. ML.ENERGY's two leaderboards count as two families: other years, engines and machines. Each predicts the
      other badly (B4, B5): older engines drew 0.43 of the rating, today's draw 0.70. The model follows today's, its band holds
      most of the others, and a fleet of old engines is said 1.7 times too high.

      How much is choice. How the host's share is fitted again was itself chosen with these rows in view: the load of the
      accelerators first, then, with one vote a family, the median of what their nodes drew beside them; with one vote a row
      the submitter of most rows would decide for all. The host's share of eight GPUs has three families; a fourth figure,
      76 % of 10.2 kW from an abstract (R098, set A0), stands behind no series and has no vote. The used loads and bands were
      chosen on rows that they score here. Trust the order of magnitude of these errors, not their last digit.

      What is hard stays hard, and its range says so: a power cap that the caller does not state (A2, A5: the model
      assumes the full rating and says too much), cards whose host draws more than they do (A3: 176 W to 639 W for cards
      of 60 W and 72 W), light training on modules that are taken for training large models (A4: fine-tuning of an image
      model in batches of four leaves a GPU at half of its rating, below the range), images on several GPUs in small batches
      (B6), and small models, which leave a GPU anywhere between a seventh and all of its rating (B3). State the measured
      watts, the power limit, the utilization or the host there. AP rows count processors and memory only, some of them of
      other hardware than ran; the model counts the whole node and says more, as it should.

      Why a stated size of the model does not narrow a range. The runs on cards (B3) say nothing of it: their models fill a few
      hundredths of the memory, and do not draw by their size either (DeepSpeech 2 draws less than the smaller ResNet-50
      on each of the four cards). On modules, weights of 16 bits that fill more than a third of the memory leave out the low
      end with today's engines (B4: 95 % of the runs draw at least 0.50 of the rating, 0.33 below that size), and do not with
      the engines of 2024 (B5: 0.36 above 0.43 of the memory, 0.45 just below). One laboratory measured both. A narrower band
      would hold for one year's engines alone; state the measured watts or the utilization.

      """;

  static final String FACILITY_TABLE =
      """

      ## Facility energy

      Reported MWh of whole training runs, each with its own PUE, accelerator-hours and PUE given.

      | set | runs | 0.8: bias / MdAPE | bias | MdAPE | MAPE | within 20 % | inside | HIGH/LOW |
      |---|---:|---|---:|---:|---:|---:|---:|---:|
      """;

  static final String FIT_TABLE =
      """

      ## What was fitted, and what is used

      The used figure is the fit, rounded, or a figure of the sources within the noise of the fit. Where two families
      disagree, the one closer to today's work was taken: training of large models follows OLMo on H100 (0.79) and
      not one run on A100 (0.70); training on cards follows 24 Zeus traces and not three runs of a few minutes; language
      models follow the engines of 2026. A host's share is fitted beside the fitted load, not the used one. The
      TPU figures are the published means. R115 and R122 ran on modules rated at 500 W, as their submitter notes.

      | factor | fitted to all | low | used | high |
      |---|---:|---:|---:|---:|
      """;

  static final String CONFIGURATIONS_TABLE =
      """

      ## Configurations of ML.ENERGY

      Watts of the GPUs over their rating, by task and accelerator. The figures are single measurements of the ML.ENERGY
      leaderboard (v2 of 2024, v3.0 of February 2026), with credit; of each set sorted by its configuration every second
      (v2), third (language models of v3.0) or eighth (images and videos of v3.0) was taken. A part of the models of
      v3.0 and v2 was never looked at.

      | set | family | task | accelerator | runs | p5 | median | p95 | bias | MdAPE | inside |
      |---|---|---|---|---:|---:|---:|---:|---:|---:|---:|
      """;

  static final String RUNS_TABLE =
      """

      ## Every run, configurations aside

      Watts per accelerator within the boundary of the measurement. Sources are in `measured-runs.tsv`.

      | id | set | family | run | measured | low | best | high | error | inside |
      |---|---|---|---|---:|---:|---:|---:|---:|---|
      """;

  private AccuracyText() {}
}
