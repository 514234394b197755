/**
 * Connections, whether the database can be reached, its schema, and the only statements that reach
 * what an owner has.
 */
package com.aluminatiai.jdbc.connection;
