package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicaIdentity;
import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class SampleStorePostgresTest {
    @Test
    @PostgresPair(source = 13, target = 18)
    void loadsOn13(TwoPostgres servers) {
        assertLoads(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void loadsOn15(TwoPostgres servers) {
        assertLoads(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void loadsOn17(TwoPostgres servers) {
        assertLoads(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void loadsOn18(TwoPostgres servers) {
        assertLoads(servers);
    }

    private static void assertLoads(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 2);

        servers.sourceDatabase().useSession(session -> {
            Catalog catalog = new Catalog(session);
            List<Table> tables = catalog.tables();
            assertThat(tables)
                    .hasSize(16)
                    .allSatisfy(table -> assertThat(table.replicaIdentity()).isNotEqualTo(ReplicaIdentity.NONE));
            assertThat(tables)
                    .filteredOn(table -> table.replicaIdentity() == ReplicaIdentity.INDEX)
                    .extracting(Table::name)
                    .containsExactly(QualifiedName.of("public", "stock_level"));
            assertThat(tables)
                    .filteredOn(table -> table.name().schema().name().equals("Back Office"))
                    .extracting(Table::name)
                    .containsExactly(
                            QualifiedName.of("Back Office", "Audit Log"),
                            QualifiedName.of("Back Office", "Odd \"name\"; --"));
            assertThat(catalog.materializedViews())
                    .containsExactly(
                            QualifiedName.of("public", "z_daily_sales"), QualifiedName.of("public", "best_days"));
            assertThat(sequence(catalog, QualifiedName.of("public", "ticket")).lastValue())
                    .isEqualTo(OptionalLong.of(899_998_601));
            assertThat(sequence(catalog, QualifiedName.of("Back Office", "Voucher Number"))
                            .isCalled())
                    .isFalse();
            assertThat(rows(session, "customer_order")).isEqualTo(1400);
            assertThat(rows(session, "order_line")).isEqualTo(4200);
            assertThat(rows(session, "best_days")).isEqualTo(10);
        });
    }

    private static Sequence sequence(Catalog catalog, QualifiedName name) {
        return catalog.sequences().stream()
                .filter(sequence -> sequence.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long rows(Session session, String table) {
        return session.queryOne("SELECT count(*) AS rows FROM " + table, row -> row.number("rows"));
    }
}
