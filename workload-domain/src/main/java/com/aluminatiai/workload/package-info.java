/**
 * What is tracked: a {@link com.aluminatiai.workload.Workload} with the {@link
 * com.aluminatiai.workload.WorkloadSpec} it was submitted with, its estimate, its history and what
 * an agent said of it. Values only; they check themselves when they are made and never change.
 */
package com.aluminatiai.workload;
