package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.row.ColumnType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * A column of many rows that travels as one array.
 *
 * @param <R> what a row is made of
 */
record ArrayColumn<R>(String name, ColumnType type, Function<R, Object> content) {
  String parameter() {
    return "CAST(? AS " + type.elementSqlName + "[])";
  }

  /** The column, made of the array's elements. */
  String fromElement() {
    return type.elementSqlName.equals(type.sqlName)
        ? name
        : "CAST(%s AS %s) AS %s".formatted(name, type.sqlName, name);
  }

  Array array(Connection connection, List<R> rows) throws SQLException {
    Object[] elements = type.newArray(rows.size());
    for (int i = 0; i < elements.length; i++) {
      elements[i] = type.element(content.apply(rows.get(i)));
    }
    return connection.createArrayOf(type.elementSqlName, elements);
  }
}
