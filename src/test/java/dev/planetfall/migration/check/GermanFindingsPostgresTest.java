package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the catalogs tell is put into words in the language of the person. */
@ExtendWith(TwoPostgresExtension.class)
class GermanFindingsPostgresTest {
    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void saysInGermanWhatTheCatalogsTell(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE SCHEMA attic;
                CREATE TYPE attic.mood AS ENUM ('fine');
                CREATE SEQUENCE public.countdown INCREMENT -1 MINVALUE 1 MAXVALUE 1000 START 1000;
                SELECT setval('public.countdown', 100);
                GRANT SELECT ON SEQUENCE public.countdown TO PUBLIC;
                CREATE TABLE public.event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                CREATE TABLE public.event_2026 PARTITION OF public.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE public.event_other PARTITION OF public.event DEFAULT;
                CREATE TABLE public.by_type (id int, mood attic.mood);
                CREATE FUNCTION public.in_c(int) RETURNS int LANGUAGE internal AS 'int4abs';
                CREATE TABLE public.item (id int PRIMARY KEY DEFAULT public.in_c(1));
                """));
        MigrationPlan plan = Asked.within(servers, new Scope(Set.of(new Identifier("attic")), Set.of()));
        // Some words are taken once when a class is loaded, which here is in English, as other tests expect.
        assertThat(details(plan))
                .containsExactly(
                        "public.event: 2 parts",
                        "public.countdown: stands at 100 of 1, 90 % used",
                        "public.by_type: column mood has type attic.mood",
                        "DEFAULT public.item id: It needs public.in_c(integer), which is not part of this migration.");

        Language.choose(Language.GERMAN);

        assertThat(details(plan))
                .containsExactly(
                        "public.event: 2 Teile",
                        "public.countdown: steht bei 100 von 1, 90 % verbraucht",
                        "public.by_type: Spalte mood hat den Typ attic.mood",
                        "DEFAULT public.item id: Es braucht public.in_c(integer), was nicht Teil dieser Migration ist.");
    }

    private static List<String> details(MigrationPlan plan) {
        return Stream.of(
                        new PartitionsCheck(),
                        new KeyHeadroomCheck(),
                        new ReferencesOutOfScopeCheck(),
                        new NotCarriedCheck())
                .flatMap(check -> Asked.findings(check, plan).stream())
                .map(Finding::details)
                .flatMap(List::stream)
                .toList();
    }
}
