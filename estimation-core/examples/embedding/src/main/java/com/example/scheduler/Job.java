package com.example.scheduler;

/**
 * A job that waits for a place.
 *
 * @param name its name
 * @param gpu the accelerator as its owner wrote it
 * @param gpus number of accelerators
 * @param hours hours on that accelerator
 * @param modelSizeGb size of the weights in GB
 */
record Job(String name, String gpu, int gpus, double hours, double modelSizeGb) {}
