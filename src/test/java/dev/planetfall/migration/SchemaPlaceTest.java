package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaPlaceTest {
    private static final List<String> CODES = List.of(
            "column public.orders.total",
            "column not null public.orders.total",
            "column default public.orders.the total",
            "index public.orders_by_day",
            "index attach public.orders_2026_by_day",
            "extension pgcrypto",
            "line public.orders.something new");

    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void isNamedInWords() {
        assertThat(CODES.stream().map(SchemaPlace::named))
                .containsExactly(
                        "column public.orders.total",
                        "NOT NULL of column public.orders.total",
                        "default of column public.orders.the total",
                        "index public.orders_by_day",
                        "attachment of index public.orders_2026_by_day",
                        "extension pgcrypto",
                        "line public.orders.something new");
    }

    @Test
    void isNamedInTheLanguageOfThePerson() {
        Language.choose(Language.GERMAN);

        assertThat(CODES.stream().map(SchemaPlace::named))
                .containsExactly(
                        "Spalte public.orders.total",
                        "NOT NULL der Spalte public.orders.total",
                        "Vorgabewert der Spalte public.orders.the total",
                        "Index public.orders_by_day",
                        "Zuordnung des Index public.orders_2026_by_day",
                        "Erweiterung pgcrypto",
                        "line public.orders.something new");
        assertThat(new SchemaDifference("column default public.t.c", "7", "none"))
                .extracting(SchemaDifference::named, SchemaDifference::shownOnSource, SchemaDifference::shownOnTarget)
                .containsExactly("Vorgabewert der Spalte public.t.c", "7", "nichts");
    }
}
