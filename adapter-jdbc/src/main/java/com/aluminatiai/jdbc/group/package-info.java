/**
 * What arrives together is done together: many submissions in one commit, many reads in one query.
 */
package com.aluminatiai.jdbc.group;
