package dev.planetfall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.SqlLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class TwoPostgresExtensionPostgresTest {
    @Test
    void findsAndRemovesWhatReplicationLeaves(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE PUBLICATION parcels FOR TABLE parcel");
        });
        String conninfo = Conninfo.forSubscription(servers.sourceSettings(), "planetfall");
        String slot = servers.plan().names().slot().name();
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY)");
            session.execute("CREATE SUBSCRIPTION parcels CONNECTION " + SqlLiteral.quote(conninfo)
                    + " PUBLICATION parcels WITH (slot_name = " + slot + ")");
        });

        assertThat(servers.found())
                .contains(
                        "subscription on the target: parcels",
                        "publication on the source: parcels",
                        "replication slot on the source: " + slot);
        servers.clean();
        assertThat(servers.found()).isEmpty();
    }

    @Test
    void findsSessionLeftOpen(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> assertThat(servers.found())
                        .singleElement()
                        .asString()
                        .startsWith("session on the source: planetfall of store_owner idle"));

        assertThat(servers.found()).isEmpty();
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void startsThePairThatATestAsksFor(TwoPostgres servers) {
        assertThat(servers.sourceServer().release().major()).isEqualTo(17);
        assertThat(servers.targetServer().release().major()).isEqualTo(18);
    }
}
