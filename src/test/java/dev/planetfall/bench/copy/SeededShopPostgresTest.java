package dev.planetfall.bench.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.postgres.Session;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TwoPostgresExtension.class)
class SeededShopPostgresTest {
    private static final double GIGABYTES = 0.005;

    @TempDir
    Path folder;

    @Test
    void makesTheSameRowsOnEveryServerAndSeesOneThatIsNot(TwoPostgres servers) {
        SampleData shop = SeededShop.of(GIGABYTES);
        shop.load(servers.sourceDatabase());
        shop.load(servers.targetDatabase());
        Agreement agreement = new Agreement(CopyGround.of(servers, shop, CopyOptions.ofSystem(), folder), false);

        agreement.require("nobody");
        servers.targetDatabase().useSession(target -> target.execute("UPDATE product SET price = 0 WHERE id = 3"));
        assertThatThrownBy(() -> agreement.require("somebody"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The copy by somebody differs")
                .hasMessageContaining("product: 140 rows")
                .hasMessageNotContaining("account: ");
    }

    @Test
    void seesAnIndexThatIsMissing(TwoPostgres servers) {
        SampleData tables = SmallTables.of(3);
        tables.load(servers.sourceDatabase());
        tables.load(servers.targetDatabase());
        servers.targetDatabase().useSession(target -> target.execute("DROP INDEX small_2_code"));
        Agreement agreement = new Agreement(CopyGround.of(servers, tables, CopyOptions.ofSystem(), folder), false);

        assertThatThrownBy(() -> agreement.require("somebody")).hasMessageContaining("small_2_code");
    }

    @Test
    void isAsLargeAsAskedForWithMostOfItInOneTable(TwoPostgres servers) {
        SeededShop.of(GIGABYTES).load(servers.sourceDatabase());

        servers.sourceDatabase().useSession(session -> {
            long all = bytes(
                    session,
                    "SELECT sum(pg_total_relation_size(oid))::bigint AS bytes FROM pg_class"
                            + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'");
            long event = bytes(session, "SELECT pg_total_relation_size('event') AS bytes");
            // So small a database is a tenth larger than its share, because every index begins with some pages.
            assertThat(all / 1e9).isBetween(GIGABYTES * 0.9, GIGABYTES * 1.6);
            assertThat((double) event / all).isBetween(0.4, 0.65);
        });
    }

    private static long bytes(Session session, String query) {
        return session.queryOne(query, row -> row.number("bytes"));
    }
}
