package com.aluminatiai.app.postgres;

import com.aluminatiai.app.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The database's password, in a file that only its owner can read. */
final class Password {
  private static final int RANDOM_BYTES = 32;

  private Password() {}

  static Path file(Path dataFolder) {
    return dataFolder.resolve("password");
  }

  /** Reads the password of a cluster that exists. */
  static String read(Path dataFolder) throws IOException, EmbeddedPostgresException {
    Path file = file(dataFolder);
    if (!Files.exists(file)) {
      throw new EmbeddedPostgresException(
          "The password file " + file + " is missing, and the data cannot be opened without it");
    }
    if (!Files.isReadable(file)) {
      throw new EmbeddedPostgresException(
          file + " cannot be read: it belongs to the user " + Files.getOwner(file).getName());
    }
    return Files.readString(file).strip();
  }

  /** Reads the password, or makes one up. The caller owns the data folder. */
  static String readOrCreate(Path dataFolder) throws IOException, EmbeddedPostgresException {
    if (!Files.exists(file(dataFolder))) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      Path half = dataFolder.resolve("password.half");
      OwnedFiles.createSecret(half);
      Files.writeString(half, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      Durable.moveIntoPlace(half, file(dataFolder));
    }
    return read(dataFolder);
  }
}
