package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "back\\slash", "all of it: ' \\ \" $ %", "x", "abc", "a'b", "a\\b", "%"})
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
    @ValueSource(strings = {"x", "ist", "is", "a"})
    void leavesWordsAloneWhenItIsShort(String secret) {
        String sentence = "relation does not exist: this is a column next to a list.";

        assertThat(Password.of(secret).redactedFrom(sentence)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "password=x",
                "password = x",
                "password='x'",
                "PASSWORD 'x' LOGIN",
                "postgres://ada:x@db/store",
                "postgres://db/store?user=ada&password=x&sslmode=require",
                "missing \"=\" after \"x\" in connection string",
                "FATAL: x",
                "(x)",
                "user:x,"
            })
    void isMaskedWhereverAPasswordCanStandAlsoWhenItIsShort(String text) {
        String masked = Password.of("x").redactedFrom(text);

        assertThat(masked).isEqualTo(text.replace("x", Password.MASK));
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
