package com.aluminatiai.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnedSqlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM workloads",
        "SELECT * FROM mine, Workloads AS w",
        "SELECT * FROM public.workloads",
        "SELECT * FROM idempotency_keys",
        "SELECT * FROM workload_totals",
        "SELECT * FROM my_deltas JOIN workload_deltas AS d ON true",
        "SELECT * FROM mine WHERE true OR owner_id IS NOT NULL"
      })
  void query_namingWhatBelongsToAll_isRefused(String sql) {
    assertThatIllegalArgumentException().isThrownBy(() -> OwnedSql.query(sql));
  }

  @Test
  void conditions_cannotWidenWhatIsMeant() {
    assertThat(OwnedSql.deleteWorkloads("id = :id OR true").text())
        .isEqualTo("DELETE FROM workloads WHERE owner_id = :owner AND (id = :id OR true)");
    assertThat(OwnedSql.updateKeys("answer_body = ''", "true").text())
        .endsWith("WHERE owner_id = :owner AND (true)");
    assertThat(OwnedSql.updateWorkloads("notes = ''", "true", "SELECT 1").text())
        .contains("WHERE owner_id = :owner AND (true)");
  }
}
