package dev.planetfall.migration.watch;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import org.junit.jupiter.api.Test;

@PostgresPair(source = 17, target = 18)
class ReplicationErrorsOfSeventeenPostgresTest extends ReplicationErrors {
    @Test
    void knowsAPublicationThatIsGone(TwoPostgres servers) {
        String item = "CREATE TABLE item (id int PRIMARY KEY)";
        try (SmallSubscription small = SmallSubscription.of(servers, item, item)) {
            small.source("DROP PUBLICATION small; INSERT INTO item VALUES (1)");
            small.told("publication-missing");
        }
    }

    @Test
    void knowsAColumnThatIsGeneratedOnTheTargetOnly(TwoPostgres servers) {
        assertApplyFails(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, twice int)",
                "CREATE TABLE item (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)",
                "INSERT INTO item VALUES (1, 2)",
                "generated-column");
    }
}
