package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class SourceTablesPostgresTest {
    @Test
    void letsAPartitionedTableStandForItsPartitions(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE SCHEMA _planetfall;
                CREATE TABLE _planetfall.marker (id int);
                CREATE TABLE "Odd ""Name" (id int);
                CREATE TABLE orders (at int) PARTITION BY RANGE (at);
                CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (at);
                CREATE TABLE orders_1_1 PARTITION OF orders_1 FOR VALUES FROM (0) TO (5);
                INSERT INTO orders SELECT 1 FROM generate_series(1, 1000);
                """));

        List<SourceTables.Choice> choices = SourceTables.read(servers.context());

        assertThat(choices)
                .extracting(SourceTables.Choice::name, SourceTables.Choice::partitions)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(QualifiedName.of("public", "Odd \"Name"), List.of()),
                        org.assertj.core.groups.Tuple.tuple(
                                QualifiedName.of("public", "orders"),
                                List.of(
                                        QualifiedName.of("public", "orders_1"),
                                        QualifiedName.of("public", "orders_1_1"))));
        assertThat(choices.get(1).bytes()).isGreaterThan(8192);
    }

    @Test
    void leavesOutOnlyWhatTheSourceHasOfItsHost(TwoPostgres servers) {
        assertThat(SourceTables.offer(servers.context()).providerSchemas()).isEmpty();

        servers.sourceDatabase()
                .useSession(session -> session.execute("CREATE SCHEMA _timescaledb_catalog; CREATE SCHEMA shop"));
        assertThat(SourceTables.offer(servers.context()).providerSchemas())
                .containsExactly(new Identifier("_timescaledb_catalog"));
    }

    @Test
    void offersAllLargeObjectsAsOneTable(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.execute("SELECT lo_create(1), lo_from_bytea(2, 'some')"));

        assertThat(SourceTables.read(servers.context())).singleElement().satisfies(choice -> {
            assertThat(choice.name()).isEqualTo(QualifiedName.of("pg_catalog", "pg_largeobject"));
            assertThat(choice.estimatedRows()).isEqualTo(2);
            assertThat(choice.bytes()).isPositive();
        });
    }
}
