package com.aluminatiai.http.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells which accelerators a job of Slurm had. For one thread. */
final class SlurmDevices {
  /** Slurm counts a whole accelerator as a hundred. */
  private static final double MPS_PER_GPU = 100;

  private final ImportFiles files;
  private final ForeignFormat unsaid;
  private final Omissions omissions;

  SlurmDevices(ImportFiles files, ForeignFormat unsaid, Omissions omissions) {
    this.files = files;
    this.unsaid = unsaid;
    this.omissions = omissions;
  }

  /**
   * What it had.
   *
   * @param cells our columns
   * @param problem why it cannot be told; empty if it can
   */
  record Found(Map<String, String> cells, String problem) {}

  private static Found problem(String message) {
    return new Found(Map.of(), message);
  }

  Found of(SlurmRecord job, SlurmTres tres) {
    if (tres.problem().isPresent()) {
      return problem(tres.problem().get());
    }
    Optional<String> card = files.ofPartition(job.get("Partition")).or(unsaid::gpuType);
    Optional<String> type = tres.type();
    if (type.isEmpty() && card.isEmpty()) {
      omissions.addPartition(job.get("Partition"));
      return problem(
          "names no type of GPU; say it with --gpu-type (over HTTP ?gpu_type=) for such jobs, or of"
              + " their partition with PUT /api/names");
    }
    String name = type.or(() -> card).orElseThrow();
    if (type.isPresent() && files.isOnlyASlice(type.get())) {
      Optional<String> slice = SlurmTres.slice(type.get()).filter(there -> card.isPresent());
      if (slice.isEmpty()) {
        return problem(
            "has MIG slices ("
                + type.get()
                + ") and does not say of which GPU: say it of their type or partition with PUT"
                + " /api/names, or with --gpu-type (over HTTP ?gpu_type=)");
      }
      name = files.counted(card.orElseThrow()) + " " + slice.get();
    }
    Map<String, String> cells = new HashMap<>();
    cells.put("gpu_type", files.counted(name));
    cells.put("num_gpus", Long.toString(tres.total()));
    return tres.shares().isEmpty() ? new Found(cells, "") : shared(cells, tres);
  }

  /** A share is one of one accelerator, however many of its parts it has. */
  private Found shared(Map<String, String> cells, SlurmTres tres) {
    double fraction = tres.share("mps") / MPS_PER_GPU;
    if (tres.share("shard") > 0) {
      if (unsaid.shardsPerGpu().isEmpty()) {
        return problem(
            "shares a GPU with other jobs ("
                + String.join(", ", tres.shares().keySet())
                + "): say with --shards-per-gpu (over HTTP ?shards_per_gpu=) into how many it is"
                + " cut");
      }
      fraction += (double) tres.share("shard") / unsaid.shardsPerGpu().getAsLong();
    }
    if (fraction > 1) {
      return problem("has more shares than a GPU has (" + fraction + " of one)");
    }
    cells.put("num_gpus", "1");
    cells.put("gpu_fraction", Double.toString(fraction));
    return new Found(cells, "");
  }
}
