package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "back\\slash", "all of it: ' \\ \" $ %"})
    void isMaskedInEveryFormAStatementCanHold(String secret) {
        Password password = Password.of(secret);
        ConnectionSettings settings =
                new ConnectionSettings("h", 5432, "d", "u", password, SslMode.REQUIRE, Optional.empty());
        String statement = "CREATE SUBSCRIPTION s CONNECTION "
                + SqlLiteral.quote(Conninfo.forSubscription(settings, "s")) + " PUBLICATION p";
        assertThat(password.redactedFrom(statement))
                .contains("password=")
                .contains(Password.MASK)
                .doesNotContain(secret)
                .doesNotContain(SqlLiteral.quote(Conninfo.escaped(secret)));
        assertThat(password.redactedFrom("FATAL: " + secret)).isEqualTo("FATAL: " + Password.MASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's"})
    void isNeverPrinted(String secret) {
        ConnectionSettings settings =
                new ConnectionSettings("h", 5432, "d", "u", Password.of(secret), SslMode.REQUIRE, Optional.empty());
        assertThat(settings.toString()).doesNotContain(secret);
        assertThat(settings.password()).hasToString(Password.MASK);
        assertThat(settings.withoutPassword().password().isEmpty()).isTrue();
    }
}
