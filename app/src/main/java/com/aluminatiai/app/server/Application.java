package com.aluminatiai.app.server;

import com.aluminatiai.app.configuration.Configuration;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.HttpApi;
import com.aluminatiai.http.HttpSettings;
import com.aluminatiai.jdbc.Database;
import com.aluminatiai.minimax.MinimaxAgent;
import com.aluminatiai.minimax.MinimaxSettings;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.usecase.AgentConversations;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.AgentPolicy;
import com.aluminatiai.workload.usecase.ChangeWorkload;
import com.aluminatiai.workload.usecase.HearJobs;
import com.aluminatiai.workload.usecase.SubmitWorkload;
import com.aluminatiai.workload.usecase.Workloads;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service. What is opened first is closed last: requests in flight finish before the database
 * goes. Thread-safe: a stop that comes while it starts breaks the start off.
 */
public final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final Configuration configuration;
  private final SharedClock clock = new SharedClock(Clock.systemUTC());
  // An id is no secret: whose a workload is decides who sees it.
  private final TimeOrderedIds ids =
      new TimeOrderedIds(clock, () -> ThreadLocalRandom.current().nextLong());
  // Known once the server listens, and asked for only by its requests.
  private final CompletableFuture<URI> baseAddress = new CompletableFuture<>();
  private final Metrics metrics = new Metrics();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AtomicReference<Thread> starting = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Creates the service without starting it.
   *
   * @param configuration what is set
   */
  public Application(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Starts everything.
   *
   * @return the address that it listens on
   * @throws StartException if something cannot be started; what was started is closed again
   */
  public synchronized URI start() throws StartException {
    starting.set(Thread.currentThread());
    try {
      refuseIfClosed(null);
      checkPort();
      return open();
    } catch (StartException e) {
      refuseIfClosed(e);
      throw e;
    } finally {
      starting.set(null);
    }
  }

  private void refuseIfClosed(StartException cause) throws StartException {
    if (closed) {
      throw new StartException("stopped before it had started", cause);
    }
  }

  /** Looks before the database is started, which takes longer, whether it is for nothing. */
  private void checkPort() throws StartException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(configuration.host(), configuration.port()));
    } catch (IOException e) {
      throw notListening(e);
    }
  }

  private StartException notListening(IOException failure) {
    return new StartException(
        "HOST and PORT: %s cannot be listened on: %s"
            .formatted(address(configuration.port()), failure.getMessage()),
        failure);
  }

  private URI open() throws StartException {
    boolean started = false;
    // Its files take a while to read: the database gets up meanwhile.
    CompletableFuture<Estimator> library = CompletableFuture.supplyAsync(Estimator::standard);
    try {
      Storage storage =
          opened(Storage.forService(configuration.database(), configuration.poolSize(), clock));
      // Before anybody uses a connection: what is in use meanwhile would be measured wrongly.
      storage.database().measurePool(metrics.registry());
      refuseIfClosed(null);
      HttpApi api =
          opened(
              new HttpApi(
                  httpSettings(), useCases(storage, library.join()), operation(storage), ids));
      // Not before this: while the database gets ready, so does everything else.
      storage.awaitOurs();
      api.start();
      URI address = address(api.port());
      baseAddress.complete(configuration.publicUrl().orElse(address));
      started = true;
      return address;
    } catch (IOException e) {
      throw notListening(e);
    } finally {
      if (!started) {
        Thread.interrupted(); // What was opened is closed in peace.
        closeAll();
      }
    }
  }

  private HttpApi.UseCases useCases(Storage storage, Estimator library) {
    Database database = storage.database();
    WorkloadEstimator estimator =
        new WorkloadEstimator(library, configuration.estimateMethod(), metrics::estimated);
    // What an agent's tools compute is no estimate that anybody asked for: it is not counted.
    Optional<MinimaxAgent> agent =
        agent(new WorkloadEstimator(library, configuration.estimateMethod()));
    agent.ifPresent(metrics::watch);
    Configuration.AgentLimits limits = configuration.agentLimits();
    AgentConversations conversations =
        opened(
            new AgentConversations(
                database.workloads(),
                estimator,
                agent.map(analyst -> analyst),
                new AgentPolicy(
                    limits.answerWait(),
                    limits.timeout(),
                    limits.maxConcurrency(),
                    limits.perDay()),
                clock,
                metrics::agentEnded));
    opened(new ConversationsLeftBehind(conversations, limits.maxConcurrency())).start();
    HearJobs jobs = new HearJobs(database.workloads(), estimator, clock);
    opened(new SilentJobs(jobs)).start();
    return new HttpApi.UseCases(
        new SubmitWorkload(database.workloads(), estimator, conversations, ids::stamp),
        new ChangeWorkload(database.workloads(), estimator, clock),
        jobs,
        new Workloads(database.workloads(), estimator, clock),
        new TransferWorkloads(database.bulkWorkloads(), estimator, ids::stamp),
        new GenerateClientCode(
            baseAddress::join,
            estimator.library(),
            agent.map(filler -> filler),
            new AgentLimit(database.workloads(), limits.perDay(), clock)),
        storage.apiKeys(),
        storage.ownWords(),
        estimator,
        conversations,
        storage::isReady);
  }

  private HttpApi.Operation operation(Storage storage) {
    return new HttpApi.Operation(
        new RateLimits(
            storage.database().tokenBuckets(),
            configuration.requestsPerMinute(),
            configuration.requestsPerDay(),
            clock),
        metrics.registry(),
        configuration.metricsKey());
  }

  private Optional<MinimaxAgent> agent(WorkloadEstimator estimator) {
    return configuration
        .agent()
        .map(
            agent ->
                new MinimaxAgent(
                    new MinimaxSettings(
                        agent.baseUrl(),
                        agent.model(),
                        agent.apiKey(),
                        configuration.agentLimits().timeout()),
                    estimator,
                    clock,
                    metrics::conversationEnded));
  }

  private HttpSettings httpSettings() {
    return new HttpSettings(
        configuration.host(),
        configuration.port(),
        configuration.keysRequired(),
        !configuration.keysRequired() && !configuration.openAllowed(),
        configuration.publicUrl(),
        Set.copyOf(configuration.corsOrigins()),
        configuration.trustedProxies());
  }

  private URI address(int port) {
    String host = configuration.host();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  /** Stops listening, lets requests finish, then closes everything else. Again: does nothing. */
  @Override
  public void close() {
    closed = true;
    Thread starter = starting.get();
    if (starter != null) {
      starter.interrupt();
    }
    closeAll();
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.error("Could not be closed", e);
      }
    }
  }
}
