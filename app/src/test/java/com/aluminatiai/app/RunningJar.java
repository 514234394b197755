package com.aluminatiai.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built jar, run as a user runs it: a process of its own in a folder, on a free port, in the
 * locale of the tests, with no settings but the given ones. For end-to-end tests, whose names end
 * in {@code IT}; they run after the jar is packaged.
 *
 * <pre>{@code
 * try (RunningJar jar = RunningJar.serve(folder, Map.of("AUTH", "api-key"))) {
 *   HttpRequest.newBuilder(jar.address().resolve("/health/ready"));
 * }
 * }</pre>
 */
public final class RunningJar implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile(".*(http://\\S+)");
  private static final long START_SECONDS = 60;
  private static final long END_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  @SuppressWarnings("JdkObsolete") // One thread writes it while others read.
  private final StringBuffer results = new StringBuffer();

  private final Thread reader;

  private RunningJar(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reader = new Thread(this::read, "stdout-of-the-jar");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code serve} in {@code folder} and waits until it listens. */
  public static RunningJar serve(Path folder, Map<String, String> environment) throws IOException {
    return serve(folder, environment, List.of());
  }

  /** Starts {@code serve} with options of the Java virtual machine. */
  public static RunningJar serve(Path folder, Map<String, String> environment, List<String> options)
      throws IOException {
    RunningJar jar = start(folder, environment, options, List.of("serve", "--port", "0"));
    try {
      jar.address.get(START_SECONDS, TimeUnit.SECONDS);
      return jar;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      jar.process.destroyForcibly();
      throw new IOException("The jar does not listen. Its log:\n" + jar.log(), e);
    }
  }

  /** Starts the jar with any words. */
  public static RunningJar start(Path folder, Map<String, String> environment, String... words)
      throws IOException {
    return start(folder, environment, List.of(), List.of(words));
  }

  /** Starts the jar with options of the Java virtual machine. */
  public static RunningJar start(
      Path folder, Map<String, String> environment, List<String> options, List<String> words)
      throws IOException {
    List<String> command = JavaCommand.inThisLocale();
    command.addAll(options);
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(words);
    return of(folder, environment, command);
  }

  /** Starts any command that prints its address. */
  public static RunningJar of(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = Files.createTempFile(folder, "stderr", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectError(log.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ"));
    builder.environment().putAll(environment);
    return new RunningJar(builder.start(), log);
  }

  private static Path jar() throws IOException {
    Path jar = Path.of(System.getProperty("jar", "target/aluminatiai.jar")).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IOException("Package the jar first: " + jar);
    }
    return jar;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        results.append(line).append('\n');
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.matches()) {
          address.complete(URI.create(matcher.group(1)));
        }
      }
      address.completeExceptionally(new IOException("The jar ended"));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  /** Returns where it listens. */
  public URI address() {
    return address.join();
  }

  /** Returns its process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns what it has written to stderr so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Returns what it has written to stdout; all of it once it has ended. */
  public String results() {
    return results.toString();
  }

  /** Waits until it ends by itself, and returns its exit status. */
  public int awaitEnd() throws IOException {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("The jar does not end. Its log:\n" + log());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends it as SIGTERM does, and returns its exit status. */
  public int terminate() throws IOException {
    process.destroy();
    return awaitEnd();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws IOException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Terminates it if it still runs. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      terminate();
    }
  }
}
