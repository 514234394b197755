/** The running service: adapters and use cases, wired by hand and closed in reverse. */
package com.aluminatiai.app.server;
