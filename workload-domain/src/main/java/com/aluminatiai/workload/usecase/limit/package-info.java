/** How often a caller may ask. */
package com.aluminatiai.workload.usecase.limit;
