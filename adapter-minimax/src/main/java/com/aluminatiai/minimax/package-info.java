/** Placeholder. */
package com.aluminatiai.minimax;
