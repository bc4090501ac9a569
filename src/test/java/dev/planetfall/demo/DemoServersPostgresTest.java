package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
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
            demo.workload().stop();
            assertThat(demo.workload().missingFrom(source)).isZero();
        }
    }
}
