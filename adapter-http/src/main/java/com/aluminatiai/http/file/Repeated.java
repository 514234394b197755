package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Remark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remarks that hold of many lines of a file, each counted. For one thread. */
final class Repeated {
  /** More are no help to anybody. */
  private static final int MOST = 20;

  private final Map<String, Lines> byMessage = new LinkedHashMap<>();

  private record Lines(long first, long count) {}

  void add(long line, String message) {
    if (byMessage.size() < MOST || byMessage.containsKey(message)) {
      byMessage.merge(
          message, new Lines(line, 1), (old, next) -> new Lines(old.first(), old.count() + 1));
    }
  }

  /** Returns each once, with the line that it was first said of. */
  List<Remark> remarks() {
    return byMessage.entrySet().stream()
        .map(
            entry ->
                new Remark(
                    entry.getValue().first(),
                    entry.getKey() + " (" + rows(entry.getValue().count()) + ")."))
        .toList();
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
