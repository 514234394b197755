package com.aluminatiai.jdbc.row;

import java.sql.Types;
import java.util.function.IntFunction;

/** The types of columns, as SQL and the driver name them. */
public enum ColumnType {
  UUID("uuid", Types.OTHER, "text", String[]::new),
  TEXT("text", Types.VARCHAR, "text", String[]::new),
  BOOLEAN("bool", Types.BOOLEAN, "bool", Boolean[]::new),
  INTEGER("int4", Types.INTEGER, "int4", Integer[]::new),
  BIGINT("int8", Types.BIGINT, "int8", Long[]::new),
  FLOAT("float8", Types.DOUBLE, "float8", Double[]::new),
  /** Travels as ISO 8601 text where it is no part of a row in binary form. */
  TIME("timestamptz", Types.VARCHAR, "text", String[]::new),
  /** Written as text, and kept as it is: it is read as a whole. */
  JSON("json", Types.VARCHAR, "text", String[]::new),
  /** Written as text. */
  JSONB("jsonb", Types.VARCHAR, "text", String[]::new);

  public final String sqlName;
  final int jdbcType;

  /**
   * What the elements of an array travel as: the types whose arrays the driver sends in their
   * binary form. In the other form each element is quoted by the driver and unquoted by the server,
   * letter by letter.
   */
  public final String elementSqlName;

  private final IntFunction<Object[]> newArray;

  ColumnType(String sqlName, int jdbcType, String elementSqlName, IntFunction<Object[]> newArray) {
    this.sqlName = sqlName;
    this.jdbcType = jdbcType;
    this.elementSqlName = elementSqlName;
    this.newArray = newArray;
  }

  public Object[] newArray(int length) {
    return newArray.apply(length);
  }

  /** Returns what a column holds as an element of {@link #newArray}. */
  public Object element(Object content) {
    boolean isText = this == UUID || this == TIME;
    return isText && content != null ? content.toString() : content;
  }
}
