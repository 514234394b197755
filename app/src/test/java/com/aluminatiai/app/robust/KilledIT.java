package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The app killed while it stores, again and again: {@code -Drounds=50} for more than the usual
 * three.
 */
final class KilledIT {
  private static final Logger LOG = Logger.getLogger(KilledIT.class.getName());
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final int CLIENTS = 8;

  @TempDir private Path folder;

  @Test
  void killedUnderLoad_losesAndDoublesNothing() throws Exception {
    WriteLoad load = new WriteLoad("killed");
    int unanswered = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
        Api api = new Api(jar.address());
        load.sendAgain(api);
        assertThat(load.check(api)).isEqualTo(load.acknowledged());
        load.start(CLIENTS, api);
        load.await(201, 50 + 37 * round % 100);
        jar.kill();
        load.stop();
        unanswered += load.unanswered();
      }
    }

    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      Api api = new Api(jar.address());
      int acknowledged = load.acknowledged();
      int foundBefore = load.check(api);
      load.sendAgain(api);
      int found = load.check(api);
      LOG.info(
          String.format(
              Locale.ROOT,
              "kill -9: %d rounds, %d acknowledged before the last one's repetitions, %d unanswered, %d found, %d after %d acknowledged",
              ROUNDS,
              acknowledged,
              unanswered,
              foundBefore,
              found,
              load.acknowledged()));
      assertThat(found).isEqualTo(load.acknowledged());
    }
  }
}
