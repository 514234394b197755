package com.aluminatiai.workload.port;

final class InMemoryTokenBucketsTest extends TokenBucketsContract {
  @Override
  protected TokenBuckets fullBuckets() {
    return new InMemoryTokenBuckets();
  }
}
