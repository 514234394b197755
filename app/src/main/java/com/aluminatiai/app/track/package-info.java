/** A command that is run as it is, and reported to a service from its start to its end. */
package com.aluminatiai.app.track;
