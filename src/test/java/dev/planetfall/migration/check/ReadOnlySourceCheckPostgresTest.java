package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ReadOnlySourceCheckPostgresTest {
    private static final Finding TAKES_WRITES =
            Finding.passed("read-only-source", "The source is not set to be read-only.");

    @Test
    void warnsOfASourceThatAnEarlierCutoverLeftReadOnly(TwoPostgres servers) {
        assertThat(Asked.findings(new ReadOnlySourceCheck(), servers)).containsExactly(TAKES_WRITES);

        set(servers, "SET default_transaction_read_only = yes");

        assertThat(Asked.findings(new ReadOnlySourceCheck(), servers))
                .containsExactly(Finding.warning(
                        "read-only-source",
                        "The source database " + servers.sourceSettings().database()
                                + " is read-only: default_transaction_read_only is on.",
                        "Your application cannot write there. Where an earlier cutover left it so, it may write to another server"
                                + " already: make sure that this is the database you want to move."));

        set(servers, "SET default_transaction_read_only = off");
        assertThat(Asked.findings(new ReadOnlySourceCheck(), servers)).containsExactly(TAKES_WRITES);
        set(servers, "RESET default_transaction_read_only");
    }

    /** As people make it for reports. */
    @Test
    void doesNotMindARoleThatOnlyReads(TwoPostgres servers) {
        String role = "ALTER ROLE " + servers.sourceSettings().user() + " ";
        servers.sourceAdmin().useSession(session -> session.execute(role + "SET default_transaction_read_only = on"));

        try {
            assertThat(Asked.findings(new ReadOnlySourceCheck(), servers)).containsExactly(TAKES_WRITES);
        } finally {
            servers.sourceAdmin().useSession(session -> session.execute(role + "RESET default_transaction_read_only"));
        }
    }

    private static void set(TwoPostgres servers, String change) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("SET default_transaction_read_only = off");
            session.execute("ALTER DATABASE " + servers.sourceSettings().database() + " " + change);
        });
    }
}
