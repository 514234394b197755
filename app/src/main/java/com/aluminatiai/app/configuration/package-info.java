/**
 * What a user can set, from the environment and the command line: read once at start, checked as a
 * whole, and handed on as one immutable record. A bad value stops the start with one line.
 */
package com.aluminatiai.app.configuration;
