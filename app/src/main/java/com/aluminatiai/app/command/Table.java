package com.aluminatiai.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows whose columns stand under one another. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> right = new HashSet<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Sets numbers against the right of their columns. */
  Table right(Integer... columns) {
    right.addAll(List.of(columns));
    return this;
  }

  /** Prints the rows with a margin before each. */
  void print(PrintWriter target, String margin) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(margin);
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String room = " ".repeat(widths[column] - cell.length());
        line.append(right.contains(column) ? room + cell : cell + room).append("  ");
      }
      target.println(line.toString().stripTrailing());
    }
  }
}
