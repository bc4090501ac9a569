package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdentifierTest {
    @Test
    void quotesWhateverTheNameHolds() {
        assertThat(new Identifier("Robert\"); DROP TABLE students; --").quoted())
                .isEqualTo("\"Robert\"\"); DROP TABLE students; --\"");
    }

    @Test
    void printsQuotesOnlyWherePeopleNeedThem() {
        assertThat(QualifiedName.of("public", "item")).hasToString("public.item");
        assertThat(QualifiedName.of("My Shop", "Item")).hasToString("\"My Shop\".\"Item\"");
    }

    @Test
    void refusesWhatPostgresqlCannotStore() {
        assertThatThrownBy(() -> new Identifier("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
