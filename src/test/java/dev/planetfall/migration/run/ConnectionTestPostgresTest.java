package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
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
}
