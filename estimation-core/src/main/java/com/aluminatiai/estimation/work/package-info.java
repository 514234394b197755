/**
 * What work takes, before it runs: language models by name, hours from tokens to be trained on,
 * memory, and plans over accelerators, their number and regions. Everything here is immutable and
 * thread-safe, reads its data files once, and does no I/O afterwards.
 */
package com.aluminatiai.estimation.work;
