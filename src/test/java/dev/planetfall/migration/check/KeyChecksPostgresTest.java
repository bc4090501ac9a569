package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of indexes, rules for rows, and the numbers that are left for keys. */
@ExtendWith(TwoPostgresExtension.class)
class KeyChecksPostgresTest {
    @Test
    void tellsRulesThatWereNeverValidated(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE item (id int PRIMARY KEY, price int);
                INSERT INTO item VALUES (1, 5);
                ALTER TABLE item ADD CONSTRAINT "not free" CHECK (price > 0) NOT VALID;
                ALTER TABLE item ADD CONSTRAINT kept FOREIGN KEY (price) REFERENCES item NOT VALID;
                CREATE DOMAIN amount AS int;
                ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
                """);
        List<Finding> findings = Asked.findings(new InvalidIndexesCheck(), servers);
        assertThat(findings)
                .containsExactly(
                        Finding.warning(
                                        "invalid-indexes",
                                        "1 rule of a domain on the source was never validated. When a row is changed that has"
                                                + " an old value which breaks a rule, PlanetScale refuses it and replication"
                                                + " stops.",
                                        "Validate each on the source. Where that fails, mend the rows it names or drop the"
                                                + " rule.")
                                .withDetails(
                                        List.of("public.amount: ALTER DOMAIN public.amount VALIDATE CONSTRAINT small;"))
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        "ALTER DOMAIN public.amount VALIDATE CONSTRAINT small;",
                                        "Changes the source: reads each table once and marks the rule as validated. Readers"
                                                + " and writers go on meanwhile. It changes no row and need not be taken back.",
                                        "")),
                        Finding.note(
                                        "invalid-indexes",
                                        "1 rule of a table on the source was never validated. PlanetScale gets it after the"
                                                + " rows, not validated either, so that old rows which break a rule are copied,"
                                                + " too.",
                                        "Nothing to do.")
                                .withDetails(List.of(
                                        "public.item: ALTER TABLE public.item VALIDATE CONSTRAINT \"not free\";")));
        source(servers, findings.get(0).remedy().orElseThrow().sql());
        source(servers, "ALTER TABLE item VALIDATE CONSTRAINT \"not free\"");
        assertThat(Asked.findings(new InvalidIndexesCheck(), servers)).containsExactly(SOUND);
    }

    private static final Finding SOUND =
            Finding.passed("invalid-indexes", "Every index in scope is valid, and every rule for rows was validated.");

    @Test
    @PostgresPair(source = 18, target = 18)
    void leavesRulesAloneThatNobodyEnforces(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE item (id int PRIMARY KEY, price int CHECK (price > 0) NOT ENFORCED);
                ALTER TABLE item ADD CONSTRAINT known NOT NULL price NOT VALID;
                """);
        assertThat(Asked.findings(new InvalidIndexesCheck(), servers))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(tuple(
                        Severity.NOTE, List.of("public.item: ALTER TABLE public.item VALIDATE CONSTRAINT known;")));
    }

    @Test
    void namesIndexesThatWereNotBuiltToTheirEnd(TwoPostgres servers) {
        source(servers, "CREATE TABLE item (id int PRIMARY KEY, code int); INSERT INTO item VALUES (1, 1), (2, 1)");
        assertThat(Asked.findings(new InvalidIndexesCheck(), servers)).containsExactly(SOUND);
        assertThatThrownBy(() -> source(servers, "CREATE UNIQUE INDEX CONCURRENTLY twice ON item (code)"))
                .isInstanceOf(DatabaseException.class);
        assertThat(Asked.findings(new InvalidIndexesCheck(), servers))
                .containsExactly(Finding.note(
                                "invalid-indexes",
                                "1 index of the source is not valid and will not be made on PlanetScale.",
                                "An index that could not be built to its end is not used by queries. Build it again on the"
                                        + " source with REINDEX INDEX CONCURRENTLY if it is wanted, or drop it.")
                        .withDetails(List.of("twice on public.item")));
        Scope scope = new Scope(Set.of(), Set.of(QualifiedName.of("public", "item")));
        assertThat(Asked.findings(new InvalidIndexesCheck(), Asked.within(servers, scope)))
                .containsExactly(SOUND);
    }

    @Test
    void warnsOfKeysThatRunOutOfNumbers(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE fine (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
                CREATE TABLE "Tight" (id serial PRIMARY KEY);
                SELECT setval('"Tight_id_seq"', 2000000000);
                CREATE SEQUENCE wide;
                CREATE TABLE narrow (id smallint PRIMARY KEY DEFAULT nextval('wide'));
                ALTER SEQUENCE wide OWNED BY narrow.id;
                SELECT setval('wide', 27000);
                CREATE SEQUENCE countdown INCREMENT -1 MINVALUE 1 MAXVALUE 1000 START 1000;
                SELECT setval('countdown', 100);
                CREATE SEQUENCE round MAXVALUE 10 CYCLE;
                SELECT setval('round', 10);
                CREATE SEQUENCE never_used MAXVALUE 2;
                """);
        assertThat(Asked.findings(new KeyHeadroomCheck(), servers))
                .containsExactly(
                        Finding.warning(
                                        "key-headroom",
                                        "3 sequences of the source have used 80 % or more of the numbers:"
                                                + " public.\"Tight_id_seq\", public.countdown, public.wide.",
                                        "When the numbers are used up, inserts fail, here as on PlanetScale. Make the columns bigint"
                                                + " before that: on the source now, or on PlanetScale after the cutover.")
                                .withDetails(
                                        List.of(
                                                "public.\"Tight_id_seq\": fills public.\"Tight\".id (integer), stands at 2000000000 of"
                                                        + " 2147483647, 93 % used",
                                                "public.countdown: stands at 100 of 1, 90 % used",
                                                "public.wide: fills public.narrow.id (smallint), stands at 27000 of 32767, 82 % used")));
        source(servers, "SELECT setval('\"Tight_id_seq\"', 1), setval('countdown', 999), setval('wide', 1)");
        assertThat(Asked.findings(new KeyHeadroomCheck(), servers))
                .containsExactly(Finding.passed("key-headroom", "No sequence in scope has used 80 % of its numbers."));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }
}
