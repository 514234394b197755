package com.aluminatiai.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100);

  /** A body that remembers whether its room was given away. */
  private static final class Fake implements BodyBudget.Body {
    private final long bytes;
    private int givenUp;

    Fake(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void giveUp() {
      givenUp++;
    }
  }

  private Fake taken(long bytes) {
    Fake body = new Fake(bytes);
    assertThat(budget.take(body)).isTrue();
    return body;
  }

  @Test
  void take_beyondTheBudget_isRefusedWhileAllAreThere() {
    Fake first = taken(60);
    taken(40);

    assertThat(budget.take(new Fake(1))).isFalse();
    assertThat(first.givenUp).isZero();
    assertThat(budget.bytes()).isEqualTo(100);
  }

  @Test
  void take_beyondTheBudget_takesTheRoomOfThoseAwaitedLongest() {
    Fake oldest = taken(30);
    Fake there = taken(30);
    Fake youngest = taken(30);
    budget.await(oldest);
    budget.await(youngest);

    taken(35);

    // 90 - 30 + 35 = 95.
    assertThat(budget.bytes()).isEqualTo(95);
    assertThat(oldest.givenUp).isEqualTo(1);
    assertThat(there.givenUp + youngest.givenUp).isZero();
    taken(35);
    assertThat(youngest.givenUp).isEqualTo(1);
    assertThat(oldest.givenUp).isEqualTo(1);
    assertThat(budget.take(new Fake(1))).isFalse();
  }

  @Test
  void bodyThatHasArrived_keepsItsRoom() {
    Fake body = taken(100);
    budget.await(body);
    assertThat(budget.arrived(body)).isTrue();

    assertThat(budget.take(new Fake(1))).isFalse();
    assertThat(body.givenUp).isZero();
  }

  @Test
  void bodyThatArrivesTooLate_hasNoRoomAnyMore() {
    Fake late = taken(100);
    budget.await(late);
    taken(50);

    assertThat(budget.arrived(late)).isFalse();
    assertThat(budget.bytes()).isEqualTo(50);
  }

  @Test
  void free_twice_freesOnce() {
    Fake first = taken(50);
    taken(50);

    budget.free(first);
    budget.free(first);
    budget.await(first);

    assertThat(budget.bytes()).isEqualTo(50);
    taken(50);
    assertThat(budget.take(new Fake(1))).isFalse();
    assertThat(first.givenUp).isZero();
  }
}
