package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedSecretTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    see postgresql://ada:hunter2@db/store now | see postgresql://ada:••••••@db/store now
                    postgresql:/ada:hunter2@db/store          | postgresql:/ada:••••••@db/store
                    redis://:hunter2@db                       | redis://:••••••@db
                    postgresql://ada:hun/ter@2@db/store       | postgresql://ada:••••••@db/store
                    host=db password='hunter 2' user=ada      | host=db password=•••••• user=ada
                    Host=db;Password=hunter2;Username=ada     | Host=db;Password=••••••;Username=ada
                    PGPASSWORD=hunter2 psql                   | PGPASSWORD=•••••• psql
                    """)
    void masksThePasswordAndNothingElse(String text, String masked) {
        assertThat(PastedSecret.masked(text)).isEqualTo(masked);
        assertThat(PastedSecret.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/ssl/ca.pem", "C:/certs/ca.pem", "C:\\certs\\ca.pem", "ca.pem", "shop", "ada@corp", "a:b"})
    void takesNoPathAndNoNameForAConnection(String text) {
        assertThat(PastedSecret.isConnection(text)).isFalse();
        assertThat(PastedSecret.masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://db/store", "jdbc:postgresql://db/store", " 'postgres://ada@db'", "postgres:/db"})
    void takesAnAddressForAConnectionAlsoWithoutAPassword(String text) {
        assertThat(PastedSecret.isConnection(text)).isTrue();
    }

    @Test
    void readsTheLongestTexts() {
        String body = "x \\' ".repeat(200_000);
        assertThat(PastedSecret.masked("password = '" + body + "'")).isEqualTo("password = " + Password.MASK);
    }
}
