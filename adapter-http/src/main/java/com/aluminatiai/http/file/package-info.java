/**
 * Formats of files: CSV and NDJSON in and out, and what other programs write about their jobs
 * (Slurm, CodeCarbon, Kubernetes). The command line reads with the same classes.
 */
package com.aluminatiai.http.file;
