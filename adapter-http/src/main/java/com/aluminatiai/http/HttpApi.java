package com.aluminatiai.http;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.exchange.Callers;
import com.aluminatiai.http.exchange.ClientAddress;
import com.aluminatiai.http.exchange.Failures;
import com.aluminatiai.http.exchange.Gate;
import com.aluminatiai.http.exchange.RequestLimits;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.exchange.Router;
import com.aluminatiai.http.message.RegionNames;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.route.CallersNames;
import com.aluminatiai.http.route.CatalogueRoutes;
import com.aluminatiai.http.route.ClientCodeRoutes;
import com.aluminatiai.http.route.EstimateRoutes;
import com.aluminatiai.http.route.HealthRoutes;
import com.aluminatiai.http.route.JobRoutes;
import com.aluminatiai.http.route.MetricsRoute;
import com.aluminatiai.http.route.NamesRoutes;
import com.aluminatiai.http.route.OpenApiRoute;
import com.aluminatiai.http.route.PlanRoute;
import com.aluminatiai.http.route.SitesRoutes;
import com.aluminatiai.http.route.SubmissionRoute;
import com.aluminatiai.http.route.SummaryRoute;
import com.aluminatiai.http.route.TransferRoutes;
import com.aluminatiai.http.route.WebPages;
import com.aluminatiai.http.route.WorkloadList;
import com.aluminatiai.http.route.WorkloadRoutes;
import com.aluminatiai.http.server.Envelope;
import com.aluminatiai.http.server.HostCheck;
import com.aluminatiai.http.server.JettySetup;
import com.aluminatiai.http.server.Meters;
import com.aluminatiai.http.server.OriginCheck;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.usecase.AgentConversations;
import com.aluminatiai.workload.usecase.ApiKeys;
import com.aluminatiai.workload.usecase.ChangeWorkload;
import com.aluminatiai.workload.usecase.HearJobs;
import com.aluminatiai.workload.usecase.SubmitWorkload;
import com.aluminatiai.workload.usecase.Workloads;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JsonMapper;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API: the door to this module. Starts once; thread-safe after that. */
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  private final List<Route> routes;
  private final Javalin server;
  private final Meters meters;

  /**
   * What the API lets callers do.
   *
   * @param submit takes workloads
   * @param change changes them
   * @param jobs hears them while they run
   * @param workloads finds, lists, sums and deletes them
   * @param transfer imports and exports them
   * @param clientCode writes client code
   * @param keys knows callers by their keys
   * @param words knows what callers call things
   * @param estimator estimates, and knows accelerators and regions
   * @param agent knows whether an agent is configured
   * @param isReady whether the storage can be reached
   */
  public record UseCases(
      SubmitWorkload submit,
      ChangeWorkload change,
      HearJobs jobs,
      Workloads workloads,
      TransferWorkloads transfer,
      GenerateClientCode clientCode,
      ApiKeys keys,
      OwnWords words,
      WorkloadEstimator estimator,
      AgentConversations agent,
      BooleanSupplier isReady) {}

  /**
   * What its operator sets and sees.
   *
   * @param limits how many requests are let through
   * @param metrics where everything is measured, and what {@code GET /metrics} shows
   * @param metricsKey the bearer key of {@code /metrics}; without one it is for the machine itself
   */
  public record Operation(
      RateLimits limits, PrometheusMeterRegistry metrics, Optional<String> metricsKey) {
    /** Leaves the key out, which is secret. */
    @Override
    public String toString() {
      return "Operation[]";
    }
  }

  /**
   * Creates the API without starting it.
   *
   * @param settings how it is served
   * @param useCases what it lets callers do
   * @param operation what its operator sets and sees
   * @param requestIds ids for requests that bring none
   */
  public HttpApi(
      HttpSettings settings, UseCases useCases, Operation operation, Supplier<UUID> requestIds) {
    this(settings, useCases, operation, requestIds, JettySetup.IDLE);
  }

  /** Creates the API with another patience for clients that say nothing. */
  HttpApi(
      HttpSettings settings,
      UseCases useCases,
      Operation operation,
      Supplier<UUID> requestIds,
      Duration idle) {
    this.meters = new Meters(operation.metrics());
    Callers callers =
        new Callers(
            settings.isKeyRequired(),
            useCases.keys(),
            new ClientAddress(settings.trustedProxies()),
            new RequestLimits(operation.limits(), meters));
    this.routes =
        Stream.concat(
                routes(settings, useCases, meters).stream(),
                new MetricsRoute(operation.metrics(), operation.metricsKey(), callers)
                    .routes().stream())
            .toList();
    Router router = new Router(routes, callers);
    Envelope envelope = new Envelope(requestIds, settings.corsOrigins());
    Gate gate =
        new Gate(
            envelope,
            new HostCheck(settings.isHostChecked(), settings.publicUrl()),
            new OriginCheck(settings.publicUrl(), settings.corsOrigins()),
            callers,
            router);
    this.server =
        Javalin.create(
            config -> {
              configure(config);
              JettySetup.apply(
                  config, settings.host(), settings.port(), idle, envelope, gate, meters);
              router.register(config);
              new Failures(router).register(config);
            });
  }

  private static List<Route> routes(HttpSettings settings, UseCases useCases, Meters meters) {
    RequestValidator validator = new RequestValidator();
    JsonReader reader = new JsonReader();
    WorkloadEstimator estimator = useCases.estimator();
    Estimator library = estimator.library();
    RegionNames regions = new RegionNames(library.regions());
    CallersNames names = new CallersNames(regions, useCases.words());
    Workloads workloads = useCases.workloads();
    List<Route> routes = new ArrayList<>();
    routes.addAll(new SubmissionRoute(useCases.submit(), names, validator, reader).routes());
    WorkloadList list = new WorkloadList(workloads, library.accelerators());
    routes.addAll(list.routes());
    // Before the routes with an id in their path, which would take these for one.
    routes.addAll(new TransferRoutes(useCases.transfer(), library, names, list, meters).routes());
    routes.addAll(
        new JobRoutes(
                new JobRoutes.UseCases(workloads, useCases.change(), useCases.jobs()),
                names,
                validator,
                reader)
            .routes());
    routes.addAll(new WorkloadRoutes(workloads, estimator).routes());
    routes.addAll(new EstimateRoutes(estimator, names, validator, reader).routes());
    routes.addAll(new PlanRoute(estimator, names, validator, reader).routes());
    routes.addAll(new CatalogueRoutes(library).routes());
    routes.addAll(new NamesRoutes(useCases.words(), reader).routes());
    routes.addAll(new SitesRoutes(useCases.words(), regions, validator, reader).routes());
    routes.addAll(new ClientCodeRoutes(useCases.clientCode(), workloads, reader).routes());
    routes.addAll(new SummaryRoute(workloads).routes());
    routes.addAll(new HealthRoutes(useCases.isReady()).routes());
    routes.addAll(new WebPages().routes());
    routes.addAll(new OpenApiRoute(settings.publicUrl(), useCases.agent()).routes());
    return List.copyOf(routes);
  }

  /** Every route, for the test that compares them with their description. */
  List<Route> routes() {
    return routes;
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // Bodies are read by JsonReader and written by JsonWriter: nothing is bound by reflection.
    config.jsonMapper(new JsonMapper() {});
    config.http.defaultContentType = "application/json";
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
  }

  /**
   * Starts listening.
   *
   * @throws IOException if the address cannot be listened on
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (JavalinBindException taken) {
      throw new IOException("the address is in use or may not be used", taken);
    }
  }

  /**
   * Returns the port that the API listens on.
   *
   * @return the port, also where the settings left the choice open
   */
  public int port() {
    return server.port();
  }

  /** Stops listening, lets requests in flight finish, for up to 30 seconds, and returns. */
  @Override
  public void close() {
    try {
      server.jettyServer().server().stop();
    } catch (TimeoutException e) {
      LOG.warn("Requests were still under way after {} s: broken off", JettySetup.STOP.toSeconds());
    } catch (Exception e) {
      LOG.error("The server could not be stopped cleanly", e);
    }
    meters.close();
  }
}
