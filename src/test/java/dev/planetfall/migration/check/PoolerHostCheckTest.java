package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import org.junit.jupiter.api.Test;

/** Needs no server: the check looks at the addresses only. */
class PoolerHostCheckTest {
    private static final String DIRECT = "u@localhost/d";

    @Test
    void passesDirectAddresses() {
        assertThat(Asked.findings(new PoolerHostCheck(), plan(DIRECT, "u@a.pg.psdb.cloud/d")))
                .containsExactly(Finding.passed("pooler-host", "Neither address looks like a connection pooler's."));
    }

    @Test
    void refusesBothPooledAddressesAtOnceAndNamesTheDirectOnes() {
        assertThat(Asked.findings(
                        new PoolerHostCheck(),
                        plan("u@ep-a-1-pooler.us-east-2.aws.neon.tech/d", "u@a.pg.psdb.cloud:6432/d")))
                .containsExactly(
                        Finding.blocker(
                                "pooler-host",
                                "The source address ep-a-1-pooler.us-east-2.aws.neon.tech port 5432 is a connection pooler"
                                        + " of Neon, through which no replication passes.",
                                "Use ep-a-1.us-east-2.aws.neon.tech port 5432 with user u instead."),
                        Finding.blocker(
                                "pooler-host",
                                "The PlanetScale address a.pg.psdb.cloud port 6432 is a connection pooler of PlanetScale,"
                                        + " through which no replication passes.",
                                "Use a.pg.psdb.cloud port 5432 with user u instead."));
    }

    @Test
    void warnsOfAnAddressThatOnlyLooksPooled() {
        assertThat(Asked.findings(new PoolerHostCheck(), plan("u@localhost:6432/d", DIRECT)))
                .containsExactly(
                        Finding.warning(
                                "pooler-host",
                                "The source address localhost port 6432 looks like a connection pooler's.",
                                "No replication passes through a pooler: use the address of the server itself, unless this is it."));
    }

    private static MigrationPlan plan(String source, String target) {
        return new PlanBuilder("pooled")
                .source(settings(source))
                .target(settings(target))
                .build()
                .orElseThrow();
    }

    private static ConnectionSettings settings(String address) {
        return ConnectionStrings.parse("postgresql://" + address).settings();
    }
}
