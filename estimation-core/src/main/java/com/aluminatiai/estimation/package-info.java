/** Placeholder. */
package com.aluminatiai.estimation;
