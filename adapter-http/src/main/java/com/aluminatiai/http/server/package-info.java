/**
 * Jetty below the router: threads, connector, bodies, the envelope around every answer, errors of
 * its own.
 */
package com.aluminatiai.http.server;
