/**
 * What work takes, before it runs: language models by name, hours from tokens to be trained on,
 * memory, and plans over accelerators, their number and regions. Everything here is immutable and
 * thread-safe, reads its data files once, and does no I/O afterwards.
 *
 * <p>{@code hours = k·N·D ÷ (MFU × peak × accelerators × 3600)}: k 6 FLOPs, or 4 where adapters
 * alone are trained; N active parameters; D tokens; the peak dense BF16 FLOP/s of the catalogue.
 * {@code MFU = level × (N ÷ 10^10)^a × (accelerators ÷ 8)^−b}, with a level for each kind of
 * accelerator and of run: LoRA, a short run, a whole one, between which the logarithm of the tokens
 * decides. The constants, each with its band and source, are the rows of {@code
 * training-factors.tsv}, those of memory {@code memory-factors.tsv}.
 */
package com.aluminatiai.estimation.work;
