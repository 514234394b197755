/**
 * The command line: results on stdout, everything else on stderr; exit status 0, 1 where the work
 * failed, 2 where it was asked for wrongly. Commands that need no database load no class of it.
 */
package com.aluminatiai.app.command;
