package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoServersPostgresTest {
    @Test
    void setsUpSourceThatIsWrittenToAndEmptyTarget() {
        List<String> news = new ArrayList<>();
        try (DemoServers demo = DemoServers.start(15, 1, news::add)) {
            Database source = new Database(demo.source(), "source");
            Database target = new Database(demo.target(), "target");

            assertThat(news)
                    .containsExactly(
                            "Starting PostgreSQL 15 as source and 18 as target",
                            "Loading a sample store of about 1 MB",
                            "Starting an application that writes 100 transactions a second");
            source.useSession(session -> {
                assertThat(new Catalog(session).version().major()).isEqualTo(15);
                assertThat(new Catalog(session).tables()).hasSize(16);
            });
            target.useSession(session -> {
                assertThat(new Catalog(session).version().major()).isEqualTo(18);
                assertThat(new Catalog(session).tables()).isEmpty();
            });
            source.useSession(DemoServersPostgresTest::assertKeepsWhatACrashWouldTake);
            target.useSession(DemoServersPostgresTest::assertKeepsWhatACrashWouldTake);
            demo.workload().stop();
            assertThat(demo.workload().missingFrom(source)).isZero();
        }
    }

    /** Not asked of the servers that tests share: those are less careful. */
    private static void assertKeepsWhatACrashWouldTake(Session session) {
        assertThat(setting(session, "fsync")).isEqualTo("on");
        assertThat(setting(session, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(session, "wal_level")).isEqualTo("logical");
    }

    private static String setting(Session session, String name) {
        return session.queryOne("SELECT current_setting(?) AS setting", row -> row.text("setting"), name);
    }
}
