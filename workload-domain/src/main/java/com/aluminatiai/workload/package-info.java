/** Placeholder. */
package com.aluminatiai.workload;
