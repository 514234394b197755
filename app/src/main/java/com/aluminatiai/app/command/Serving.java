package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.Configuration;
import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.server.Application;
import com.aluminatiai.app.server.Logging;
import com.aluminatiai.app.server.StartException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** The service as a process. Stands alone so that other commands load nothing of it. */
final class Serving {
  private Serving() {}

  /** Serves until the process is told to stop. */
  static int run(Configuration configuration, Output output) throws Subcommand.FailedException {
    Logging.toStderr(configuration.jsonLog());
    Application application = new Application(configuration);
    // Before the start: whatever a signal finds open is closed.
    Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
    try {
      URI address = application.start();
      if (configuration.database() instanceof DatabaseSource.Embedded embedded) {
        output.results().println("Data folder: " + embedded.folder());
      }
      output.results().println("AluminatiAI listens on " + address);
      output.results().flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (StartException e) {
      throw Subcommand.FailedException.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
