package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.message.SubmitRequest;
import com.aluminatiai.http.message.WorkloadResponse;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.usecase.Submission;
import com.aluminatiai.workload.usecase.SubmitWorkload;
import com.aluminatiai.workload.usecase.SubmitWorkload.Keyed;
import io.javalin.http.HandlerType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes workloads. */
public final class SubmissionRoute {
  private static final Logger LOG = LoggerFactory.getLogger(SubmissionRoute.class);
  private static final String KEY = "Idempotency-Key";
  private static final String PATH = "/api/workloads";
  private static final String SUBMITTED = "Workload submitted successfully";
  private static final String THERE = "Workload with this external_id is there already";
  private static final String DIFFERS =
      "external_id was submitted before with other fields; nothing was changed, and this is the "
          + "workload that is there.";

  private final SubmitWorkload submit;
  private final RequestValidator validator;
  private final JsonReader reader;
  private final CallersNames names;

  public SubmissionRoute(
      SubmitWorkload submit, CallersNames names, RequestValidator validator, JsonReader reader) {
    this.submit = submit;
    this.validator = validator;
    this.reader = reader;
    this.names = names;
  }

  public List<Route> routes() {
    return List.of(Route.of(HandlerType.POST, PATH, Set.of(), this::submit));
  }

  private void submit(Exchange exchange) throws StorageException, InterruptedException {
    byte[] body = RequestBody.read(exchange.ctx());
    Optional<IdempotencyKey> key = key(exchange, body);
    CallersNames.Looked looked = names.of(exchange);
    SubmitRequest request =
        SubmitRequest.read(reader.read(body), exchange.faults(), validator, looked.names());
    looked.requireCurrent();
    WorkloadSpec spec = request.toCommand();
    Submission submission =
        submit.submit(
            exchange.caller(),
            spec,
            request.statusOrSubmitted(),
            key.map(one -> new Keyed(one, SubmissionRoute::created)));
    names.note(exchange, List.of(spec.gpuType()));

    if (submission instanceof Submission.KeyConflict) {
      throw ApiException.of(
          ErrorCode.IDEMPOTENCY_CONFLICT,
          "This Idempotency-Key was used with another body; use a new key for a new request.");
    }
    if (submission instanceof Submission.Deleted) {
      throw ApiException.of(
          ErrorCode.NOT_FOUND,
          "The workload of this Idempotency-Key was deleted; use a new key to submit it again.");
    }
    if (submission instanceof Submission.Replayed replayed) {
      replay(exchange, replayed.answer());
    } else if (submission instanceof Submission.Repeated repeated) {
      Answer answer = created(repeated.workload());
      keep(exchange, key, answer);
      replay(exchange, answer);
    } else if (submission instanceof Submission.Unanswered unanswered) {
      // Not kept: the first request's own answer is still to come.
      replay(exchange, created(unanswered.workload()));
    } else if (submission instanceof Submission.AlreadyThere there) {
      List<String> warnings = there.differs() ? List.of(DIFFERS) : List.of();
      give(exchange, key, answer(200, there.workload(), THERE, warnings));
    } else {
      Submission.Created created = (Submission.Created) submission;
      if (created.answer().isPresent()) {
        write(exchange, created.answer().get());
      } else {
        give(exchange, key, created(created.workload()));
      }
    }
  }

  private static Answer created(Workload workload) {
    return answer(201, workload, SUBMITTED, List.of());
  }

  private static Answer answer(
      int status, Workload workload, String message, List<String> warnings) {
    return new Answer(
        status, workload.id(), WorkloadResponse.submitted(workload, message, warnings));
  }

  private static void replay(Exchange exchange, Answer answer) {
    exchange.ctx().header("Idempotent-Replayed", "true");
    write(exchange, answer);
  }

  private void give(Exchange exchange, Optional<IdempotencyKey> key, Answer answer) {
    keep(exchange, key, answer);
    write(exchange, answer);
  }

  /** The workload is stored: that its answer cannot be kept is no reason to deny that. */
  private void keep(Exchange exchange, Optional<IdempotencyKey> key, Answer answer) {
    try {
      if (key.isPresent()) {
        submit.keepAnswer(exchange.owner(), key.get(), answer);
      }
    } catch (StorageException failure) {
      LOG.warn("an answer could not be kept for its Idempotency-Key", failure);
    }
  }

  private static void write(Exchange exchange, Answer answer) {
    UUID id = answer.workloadId();
    exchange.ctx().header("Location", PATH + "/" + id);
    exchange.json(answer.statusCode(), answer.body());
  }

  /** Reads the key; a bad one is a fault beside those of the body. */
  private static Optional<IdempotencyKey> key(Exchange exchange, byte[] body) {
    String header = exchange.ctx().header(KEY);
    if (header == null) {
      return Optional.empty();
    }
    if (Collections.list(exchange.ctx().req().getHeaders(KEY)).size() > 1) {
      exchange.faults().add(KEY, "is given twice");
      return Optional.empty();
    }
    if (!IdempotencyKey.isValid(header)) {
      exchange.faults().add(KEY, "must be 1 to 255 visible ASCII characters");
      return Optional.empty();
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return Optional.of(new IdempotencyKey(header, HexFormat.of().formatHex(digest)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
