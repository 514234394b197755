/**
 * The HTTP API. {@link com.aluminatiai.http.HttpApi} is the door, {@link
 * com.aluminatiai.http.HttpSettings} its configuration.
 *
 * <p>A request passes, outermost first: Jetty's parser, whose refusals {@code JettyErrors} writes
 * in the API's shape; {@code Envelope}, which gives every answer its request id and security
 * headers and refuses foreign host names; Javalin's router; the caller's key; a route of a few
 * lines, which reads a request record, calls a use case and writes the answer. Whatever is thrown
 * meets its status in {@code Failures} and nowhere else.
 */
package com.aluminatiai.http;
