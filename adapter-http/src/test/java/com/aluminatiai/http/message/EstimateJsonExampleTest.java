package com.aluminatiai.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.http.wire.JsonWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's example of JSON writes an estimate byte for byte as the API does. */
final class EstimateJsonExampleTest {
  private static final Path SOURCE =
      Path.of("../estimation-core/examples/json/src/main/java/com/example/json/EstimateJson.java");
  private static final long SEED = 20261128;

  private final Estimator estimator = Estimator.standard();

  @TempDir private Path folder;

  private interface Writer {
    String write(Estimate estimate) throws IllegalAccessException, InvocationTargetException;
  }

  @Test
  void example_writesWhatTheApiDoes() throws Exception {
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                SOURCE.toString());
    assertThat(status).isZero();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      java.lang.reflect.Method write =
          loader.loadClass("com.example.json.EstimateJson").getMethod("write", Estimate.class);
      compare(estimate -> (String) write.invoke(null, estimate));
    }
  }

  private void compare(Writer example) throws Exception {
    Random random = new Random(SEED);
    for (int job = 0; job < 2000; job++) {
      Estimate estimate = random(random);

      assertThat(example.write(estimate))
          .as("seed %d, job %d", SEED, job)
          .isEqualTo(JsonWriter.write(json -> EstimateResponse.write(json, estimate)));
    }
  }

  private Estimate random(Random random) {
    Usage usage =
        Usage.of(accelerator(random), 1 + random.nextInt(4000), hours(random))
            .withAcceleratorFraction(1.0 / (1 + random.nextInt(7)));
    if (random.nextBoolean()) {
      usage = usage.withUtilizationPercent(random.nextDouble() * 100);
    }
    if (random.nextInt(4) == 0) {
      usage = usage.withHostWattsPerAccelerator(random.nextInt(300) / 7.0);
    }
    List<Region> regions = estimator.regions().all();
    Site site =
        random.nextInt(4) == 0
            ? Site.UNKNOWN
            : Site.in(regions.get(random.nextInt(regions.size())));
    if (random.nextBoolean()) {
      site = site.withPue(1 + random.nextInt(100) / 100.0).withUsdPerKwh(random.nextDouble());
    }
    Method[] methods = Method.values();
    return estimator.estimate(methods[random.nextInt(methods.length)], usage, site);
  }

  private Accelerator accelerator(Random random) {
    List<Accelerator> all = estimator.accelerators().all();
    return random.nextInt(5) == 0
        ? Accelerator.unknown("a \"card\" \\ of\n\tours\u0001 \u00e9 \u2028")
        : all.get(random.nextInt(all.size()));
  }

  private static double hours(Random random) {
    return random.nextInt(20) == 0 ? 0 : Math.pow(10, random.nextInt(9) - 5) * random.nextDouble();
  }
}
