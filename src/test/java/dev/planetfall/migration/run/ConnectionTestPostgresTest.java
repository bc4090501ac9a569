package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.LookalikeException;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ConnectionTestPostgresTest {
    @Test
    void findsNothingWrongWithTheUsualPair(TwoPostgres servers) {
        ConnectionTest source = ConnectionTest.of(Side.SOURCE, servers.sourceSettings(), Optional.empty());
        ConnectionTest target =
                ConnectionTest.of(Side.TARGET, servers.targetSettings(), Optional.of(servers.sourceSettings()));
        assertThat(source.problems()).isEmpty();
        assertThat(source.warnings()).isEmpty();
        assertThat(source.direct()).isEmpty();
        assertThat(source.provider().name()).isEqualTo("Self-hosted PostgreSQL");
        assertThat(source.facts())
                .isEqualTo(servers.sourceDatabase().withSession(session -> new Catalog(session).server()));
        assertThat(target.passed()).isTrue();
        assertThat(target.warnings()).isEmpty();
    }

    @Test
    void refusesOneServerAsBothSides(TwoPostgres servers) {
        ConnectionSettings other = servers.sourceSettings().withHost("127.0.0.1");
        ConnectionTest test = ConnectionTest.of(Side.TARGET, servers.sourceSettings(), Optional.of(other));
        assertThat(test.problems())
                .containsExactly("The source and PlanetScale are one and the same server, which 127.0.0.1:"
                        + other.port() + " leads to as well: check which of the two addresses is wrong.");
        assertThat(test.warnings()).isEmpty();
        assertThat(test.passed()).isFalse();
    }

    @Test
    @PostgresPair(source = 18, target = 17)
    void warnsOfATargetOlderThanItsSource(TwoPostgres servers) {
        ConnectionTest test =
                ConnectionTest.of(Side.TARGET, servers.targetSettings(), Optional.of(servers.sourceSettings()));
        assertThat(test.problems()).isEmpty();
        assertThat(test.warnings())
                .containsExactly("PlanetScale runs PostgreSQL 17, older than the source's 18: what is new in 18 would"
                        + " fail there, so choose a branch with version 18 or later.");
    }

    @Test
    void refusesATargetOnWhichOnlyASuperuserMaySubscribe(TwoPostgres servers) {
        ConnectionTest test = ConnectionTest.of(Side.TARGET, servers.sourceSettings(), Optional.empty());
        assertThat(test.problems())
                .singleElement()
                .asString()
                .matches(
                        "The PlanetScale server runs PostgreSQL 15\\.\\d+, and version 16 or later is needed: upgrade it"
                                + " first\\.");
        assertThat(test.warnings()).singleElement().asString().contains("which PlanetScale does not offer");
    }

    @Test
    void tellsWhenTheOtherSideCannotBeCompared(TwoPostgres servers) {
        ConnectionSettings other = servers.sourceSettings().withPassword(Password.of("s3cret"));
        ConnectionTest test = ConnectionTest.of(Side.TARGET, servers.targetSettings(), Optional.of(other));
        assertThat(test.problems()).isEmpty();
        assertThat(test.warnings())
                .containsExactly("The two servers could not be compared: localhost refused the password of role"
                        + " store_owner: type the password again, or reset it with your provider.");
    }

    @Test
    void throwsTheSentenceOfTheFailedLogin(TwoPostgres servers) {
        ConnectionSettings wrong = servers.sourceSettings().withDatabase("nowhere");
        assertThatThrownBy(() -> ConnectionTest.of(Side.SOURCE, wrong, Optional.empty()))
                .isInstanceOf(ConnectionFailedException.class)
                .hasMessage(
                        "localhost has no database called nowhere: check the database name, in which capital letters"
                                + " count.");
    }

    /** A schema that hides the server's own {@code version()} and a function that other systems lack. */
    @Test
    void refusesASystemThatOnlySpeaksTheProtocolBeforeItAsksWhatThatLacks(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE SCHEMA other");
            session.execute(
                    "CREATE FUNCTION other.version() RETURNS text LANGUAGE sql AS $$SELECT 'CockroachDB CCL v23'$$");
            session.execute("CREATE FUNCTION other.pg_is_in_recovery() RETURNS bool LANGUAGE plpgsql AS"
                    + " $$BEGIN RAISE EXCEPTION 'unknown function'; END$$");
            session.execute("GRANT USAGE ON SCHEMA other TO PUBLIC");
            session.execute("ALTER DATABASE "
                    + session.queryOne("SELECT quote_ident(current_database()) AS name", row -> row.text("name"))
                    + " SET search_path = other, pg_catalog");
        });
        String sentence =
                "This is CockroachDB, another database system that only speaks PostgreSQL's language, so it can be"
                        + " neither migrated from nor to: use the address of a PostgreSQL server.";
        assertThatThrownBy(() -> ConnectionTest.of(Side.SOURCE, servers.sourceSettings(), Optional.empty()))
                .isInstanceOf(LookalikeException.class)
                .hasMessage(sentence);
        assertThat(ConnectionTest.of(Side.TARGET, servers.targetSettings(), Optional.of(servers.sourceSettings()))
                        .warnings())
                .containsExactly("The two servers could not be compared: " + sentence);
    }

    @Test
    void refusesTheAddressOfAnotherSystemBeforeAnyLogin(TwoPostgres servers) {
        ConnectionSettings redshift = servers.sourceSettings().withHost("shop.abc.us-west-2.redshift.amazonaws.com");
        assertThatThrownBy(() -> ConnectionTest.of(Side.SOURCE, redshift, Optional.empty()))
                .isInstanceOf(LookalikeException.class)
                .hasMessageStartingWith("This is Amazon Redshift, ");
    }

    @Test
    void tellsTheProviderByWhatTheServerShows(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE SCHEMA supabase_functions"));
        assertThat(ConnectionTest.of(Side.SOURCE, servers.sourceSettings(), Optional.empty())
                        .provider()
                        .name())
                .isEqualTo("Supabase");
        servers.sourceAdmin()
                .useSession(session -> session.execute(
                        "CREATE FUNCTION public.aurora_version() RETURNS text" + " LANGUAGE sql AS $$SELECT '16.4'$$"));
        assertThat(servers.sourceDatabase().withSession(Providers::marks).aurora())
                .isTrue();
    }
}
