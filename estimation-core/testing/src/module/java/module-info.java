/**
 * Tests of energy models: the contract that each holds to, and published measurements to score one
 * on. JUnit runs the contract's tests by reflection.
 */
module com.aluminatiai.estimation.testing {
  requires transitive com.aluminatiai.estimation;
  requires org.assertj.core;
  requires org.junit.jupiter.api;

  exports com.aluminatiai.estimation.testing;

  opens com.aluminatiai.estimation.testing to
      org.junit.platform.commons;
}
