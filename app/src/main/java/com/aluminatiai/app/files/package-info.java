/** Reads what other programs write about their jobs: Slurm and CodeCarbon. */
package com.aluminatiai.app.files;
