/** The standalone application: command line, configuration and wiring. */
package com.aluminatiai.app;
