package com.aluminatiai.estimation.input;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A row of a data file: tab-separated cells under a header row; lines that start with {@code #} are
 * remarks. An empty cell is "not known". Whatever is wrong is reported with file and line.
 */
public final class DataRow {
  private final String file;
  private final int line;
  private final Map<String, Integer> columns;
  private final String[] cells;

  private DataRow(String file, int line, Map<String, Integer> columns, String[] cells) {
    this.file = file;
    this.line = line;
    this.columns = columns;
    this.cells = cells;
  }

  public static List<DataRow> parse(String file, String text) {
    List<DataRow> rows = new ArrayList<>();
    Map<String, Integer> columns = new HashMap<>();
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (columns.isEmpty()) {
        for (int i = 0; i < cells.length; i++) {
          columns.put(cells[i].strip(), i);
        }
      } else if (cells.length == columns.size()) {
        rows.add(new DataRow(file, number, columns, cells));
      } else {
        throw new IllegalStateException(
            file + ":" + number + " must have " + columns.size() + " cells: " + cells.length);
      }
    }
    return rows;
  }

  public String text(String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new IllegalStateException(place() + " has no column " + column);
    }
    return cells[index].strip();
  }

  public String required(String column) {
    String cell = text(column);
    if (cell.isEmpty()) {
      throw new IllegalStateException(place() + " lacks " + column);
    }
    return cell;
  }

  public double number(String column) {
    try {
      return Double.parseDouble(required(column));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(place() + " " + column + " is no number", e);
    }
  }

  /** A thousandth of a number: 449.3 becomes 0.4493 and not 0.44930000000000003. */
  public double thousandth(String column) {
    try {
      return new BigDecimal(required(column)).movePointLeft(3).doubleValue();
    } catch (NumberFormatException e) {
      throw new IllegalStateException(place() + " " + column + " is no number", e);
    }
  }

  public int wholeNumber(String column) {
    try {
      return Integer.parseInt(required(column));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(place() + " " + column + " is no whole number", e);
    }
  }

  public OptionalDouble optionalNumber(String column) {
    return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column));
  }

  public OptionalInt optionalWholeNumber(String column) {
    return text(column).isEmpty() ? OptionalInt.empty() : OptionalInt.of(wholeNumber(column));
  }

  private String place() {
    return file + ":" + line;
  }

  /** The parts of a cell that semicolons separate. */
  public List<String> list(String column) {
    String cell = text(column);
    return cell.isEmpty() ? List.of() : List.of(cell.split(";"));
  }
}
