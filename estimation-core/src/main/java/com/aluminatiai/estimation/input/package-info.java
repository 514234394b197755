/** What comes in: rows of data files, and the bounds of figures that callers give. Not exported. */
package com.aluminatiai.estimation.input;
