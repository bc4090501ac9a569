package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s.oid FROM pg_subscription s WHERE s.subname = ?",
                "\n  SELECT slot_name\n  FROM pg_replication_slots",
                "SELECT clock_timestamp() AS now",
                "WITH own AS MATERIALIZED (SELECT s.oid FROM pg_subscription s) SELECT own.oid FROM own",
                "SELECT c.relname FROM unnest(?::text[], ?::text[]) AS wanted (schema, name)",
                "SELECT pg_database_size(current_database()) AS bytes",
                "UPDATE \"planetfall\".\"marker\" SET beat = beat + 1 WHERE migration = ? RETURNING beat, written_at",
                "SELECT beat, written_at FROM \"planetfall\".\"marker\" WHERE migration = ?"
            })
    void knowsMeasurements(String sql) {
        assertThat(Polling.isPoll(Samples.statement("source", sql, 1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SUBSCRIPTION x CONNECTION '' PUBLICATION y",
                "SELECT pg_drop_replication_slot('x')",
                "UPDATE shop.drums SET beatles = 4",
                "ALTER DATABASE shop SET default_transaction_read_only = on"
            })
    void showsWhatChangesSomething(String sql) {
        assertThat(Polling.isPoll(Samples.statement("source", sql, 1))).isFalse();
    }

    @Test
    void showsAMeasurementThatFailed() {
        assertThat(Polling.isPoll(Samples.failed("source", "SELECT 1 FROM pg_replication_slots", "gone")))
                .isFalse();
    }
}
