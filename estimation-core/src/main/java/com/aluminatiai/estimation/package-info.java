/** Energy, carbon and cost of AI workloads. */
package com.aluminatiai.estimation;
