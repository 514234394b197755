package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.server.Logging;
import com.aluminatiai.app.server.StartException;
import com.aluminatiai.app.server.Storage;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.ApiKeys;

/** Work on the keys in a database. Stands alone so that other commands load nothing of it. */
final class KeyWork {
  private KeyWork() {}

  /** What is done with the keys. */
  interface Work<T> {
    T on(ApiKeys keys) throws StorageException;
  }

  static <T> T in(DatabaseSource source, Work<T> work) throws Subcommand.FailedException {
    Logging.warningsToStderr();
    try (Storage storage = Storage.forCommand(source)) {
      return work.on(storage.apiKeys());
    } catch (StartException e) {
      throw Subcommand.FailedException.of(e);
    } catch (StorageException e) {
      throw new Subcommand.FailedException(e.getMessage(), e);
    }
  }
}
