/**
 * What goes on for as long as a process lives: one loop for whoever watches, clears up or gathers.
 */
package com.aluminatiai.workload.loop;
