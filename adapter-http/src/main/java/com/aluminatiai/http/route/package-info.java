/** The routes: each reads a request, calls a use case and writes the answer. */
package com.aluminatiai.http.route;
