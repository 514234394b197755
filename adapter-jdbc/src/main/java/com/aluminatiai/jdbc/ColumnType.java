package com.aluminatiai.jdbc;

import java.sql.Types;

/** The types of columns, as SQL and the driver name them. */
enum ColumnType {
  UUID("uuid", Types.OTHER),
  TEXT("text", Types.VARCHAR),
  BOOLEAN("bool", Types.BOOLEAN),
  INTEGER("int4", Types.INTEGER),
  BIGINT("int8", Types.BIGINT),
  FLOAT("float8", Types.DOUBLE),
  /** Written as ISO 8601 text. */
  TIME("timestamptz", Types.VARCHAR),
  /** Written as text. */
  JSON("jsonb", Types.VARCHAR);

  final String sqlName;
  final int jdbcType;

  ColumnType(String sqlName, int jdbcType) {
    this.sqlName = sqlName;
    this.jdbcType = jdbcType;
  }
}
