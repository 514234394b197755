package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Connections;
import java.time.Clock;

/** What is done together for those who ask together: storing, reading, signs of life. */
public record Groups(GroupCommit writer, GroupRead reader, GroupSigns signs)
    implements AutoCloseable {
  public Groups(Connections connections, Clock clock) {
    this(
        new GroupCommit(connections, clock),
        new GroupRead(connections),
        new GroupSigns(connections));
  }

  public void start() {
    writer.start();
    reader.start();
    signs.start();
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    signs.close();
  }
}
