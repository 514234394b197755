package com.aluminatiai.minimax;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body up to a limit; one byte more and the transfer is cut off. */
final class CappedBody implements BodySubscriber<byte[]> {
  /** A body above the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(long mostBytes) {
      super("body is larger than " + mostBytes + " bytes");
    }
  }

  private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
  private final long mostBytes;
  private long seenBytes;
  private Flow.Subscription transfer;

  CappedBody(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return collected.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    transfer = subscription;
    collected.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      seenBytes += buffer.remaining();
    }
    if (seenBytes > mostBytes) {
      transfer.cancel();
      collected.onError(new TooLargeException(mostBytes));
    } else {
      collected.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable problem) {
    collected.onError(problem);
  }

  @Override
  public void onComplete() {
    collected.onComplete();
  }
}
