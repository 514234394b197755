/**
 * How a name that people write finds its entry: normalised, indexed, remembered, and the nearest
 * ones if there is none. Not exported.
 */
package com.aluminatiai.estimation.names;
