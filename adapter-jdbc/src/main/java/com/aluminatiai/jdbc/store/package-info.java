/** The stores that the domain asks for, and the purge of what has expired. */
package com.aluminatiai.jdbc.store;
