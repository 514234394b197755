package com.aluminatiai.app.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * The limits that need a server: the same SELECT by plain JDBC, one a request, and JSON of the same
 * size in and out. No checks, no headers, no log.
 */
final class LimitServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECTIONS = 10; // as many as the service has

  private final DataSource pool;
  private final String selected;
  private volatile JsonNode answer = JSON.createObjectNode();

  private LimitServer(DataSource pool) throws SQLException {
    this.pool = pool;
    this.selected = "SELECT " + Tables.readColumns(pool) + " FROM workloads WHERE id = ?";
  }

  public static void main(String[] words) throws SQLException {
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.WARN);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(words[0]);
    config.setUsername(words[1]);
    config.setPassword(words[2]);
    config.setMaximumPoolSize(CONNECTIONS);
    LimitServer server = new LimitServer(new HikariDataSource(config));
    Javalin javalin =
        Javalin.create(
            javalinConfig -> {
              javalinConfig.startup.showJavalinBanner = false;
              javalinConfig.routes.get("/workloads/{id}", server::select);
              javalinConfig.routes.put("/estimates", server::setAnswer);
              javalinConfig.routes.post("/estimates", server::readAndWrite);
            });
    javalin.start("127.0.0.1", 0);
    // The harness reads the address, and ends this process when it is done.
    System.out.println("http://127.0.0.1:" + javalin.port());
  }

  private void select(Context ctx) throws SQLException {
    StringBuilder body = new StringBuilder(2048).append('{');
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(selected)) {
      statement.setObject(1, UUID.fromString(ctx.pathParam("id")));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        int columns = row.getMetaData().getColumnCount();
        for (int i = 1; i <= columns; i++) {
          body.append(i == 1 ? "\"" : ",\"").append(row.getMetaData().getColumnName(i));
          body.append("\":\"").append(row.getString(i)).append('"');
        }
      }
    }
    ctx.contentType("application/json").result(body.append('}').toString());
  }

  private void setAnswer(Context ctx) throws IOException {
    answer = JSON.readTree(ctx.bodyAsBytes());
  }

  private void readAndWrite(Context ctx) throws IOException {
    JsonNode request = JSON.readTree(ctx.bodyAsBytes());
    if (!request.isObject()) {
      throw new IOException("no object");
    }
    ctx.contentType("application/json").result(JSON.writeValueAsBytes(answer));
  }
}
