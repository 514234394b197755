package com.aluminatiai.app.command;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param results what was asked for
 * @param remarks everything else
 */
record Output(PrintWriter results, PrintWriter remarks) {}
