/** Placeholder. */
package com.aluminatiai.app;
