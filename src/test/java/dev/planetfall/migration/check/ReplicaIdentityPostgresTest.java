package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the rows of a table are known to those who replicate them. */
@ExtendWith(TwoPostgresExtension.class)
class ReplicaIdentityPostgresTest {
    private static final String KEYLESS = """
            CREATE TABLE fine (id int PRIMARY KEY);
            CREATE TABLE plain (id int, tags int[], span int4range);
            CREATE TABLE "Unique ""one"" key" (code text NOT NULL, shop int NOT NULL, note json);
            CREATE UNIQUE INDEX "two; columns" ON "Unique ""one"" key" (code, shop);
            CREATE UNIQUE INDEX "One" ON "Unique ""one"" key" (shop);
            CREATE TABLE nullable (code text UNIQUE);
            CREATE TABLE deferred (id int PRIMARY KEY DEFERRABLE);
            CREATE TABLE partial (code text NOT NULL);
            CREATE UNIQUE INDEX ON partial (code) WHERE code <> '';
            CREATE UNIQUE INDEX ON partial (lower(code));
            CREATE TABLE chosen (code text NOT NULL UNIQUE);
            ALTER TABLE chosen REPLICA IDENTITY USING INDEX chosen_code_key;
            CREATE TABLE told_not_to (id int PRIMARY KEY);
            ALTER TABLE told_not_to REPLICA IDENTITY NOTHING;
            CREATE DOMAIN place AS point;
            CREATE TABLE doc (id int, body json, places place[]);
            CREATE TABLE index_gone (id int PRIMARY KEY, code text NOT NULL);
            CREATE UNIQUE INDEX gone ON index_gone (code);
            ALTER TABLE index_gone REPLICA IDENTITY USING INDEX gone;
            DROP INDEX gone;
            CREATE TABLE event (id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE TABLE event_2027 PARTITION OF event FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
            ALTER TABLE event_2027 ADD PRIMARY KEY (id);
            CREATE TABLE event_2028 PARTITION OF event FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');
            ALTER TABLE event_2028 ALTER id SET NOT NULL, ADD UNIQUE (id);
            CREATE UNLOGGED TABLE cache (id int);
            CREATE SCHEMA attic;
            CREATE TABLE attic.old (id int);
            """;

    @Test
    void offersEveryTableTheBestIdentityItCanHave(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute(KEYLESS));
        Scope scope = new Scope(Set.of(new Identifier("attic")), Set.of(QualifiedName.of("public", "event_2026")));

        Finding finding = Asked.findings(new ReplicaIdentityCheck(), Asked.within(servers, scope))
                .get(0);

        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.sentence())
                .isEqualTo("9 tables of the source have no replica identity: public.\"Unique \"\"one\"\" key\","
                        + " public.deferred, public.doc and 6 more.");
        assertThat(finding.details())
                .containsExactly(
                        "public.\"Unique \"\"one\"\" key\": use its unique index One",
                        "public.deferred: no usable key; use REPLICA IDENTITY FULL",
                        "public.doc: needs a primary key, because FULL cannot compare body (json), places (place[])",
                        "public.event_2028: use its unique index event_2028_id_key",
                        "public.index_gone: use its unique index index_gone_pkey",
                        "public.nullable: no usable key; use REPLICA IDENTITY FULL",
                        "public.partial: no usable key; use REPLICA IDENTITY FULL",
                        "public.plain: no usable key; use REPLICA IDENTITY FULL",
                        "public.told_not_to: use its unique index told_not_to_pkey");
    }

    @Test
    void mendsWhatCanBeMendedAndTakesItBack(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute(KEYLESS));
        Remedy remedy = Asked.findings(new ReplicaIdentityCheck(), servers)
                .get(0)
                .remedy()
                .orElseThrow();
        List<String> before = identities(servers);

        servers.sourceDatabase().useSession(session -> session.execute(remedy.sql()));

        List<Finding> after = Asked.findings(new ReplicaIdentityCheck(), servers);
        assertThat(after)
                .extracting(Finding::severity, Finding::sentence)
                .containsExactly(
                        tuple(Severity.BLOCKER, "1 table of the source has no replica identity: public.doc."),
                        tuple(
                                Severity.WARNING,
                                "6 tables of the source name changed rows by all columns: attic.old, public.deferred,"
                                        + " public.event_2026 and 3 more."));
        assertThat(after.get(0).remedy()).isEmpty();
        assertPublishedTablesCanBeChanged(servers);
        servers.sourceDatabase().useSession(session -> session.execute(remedy.undo()));
        assertThat(identities(servers)).isEqualTo(before);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void offersTheSameOnTheNewestVersion(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute(KEYLESS));
        assertThat(Asked.findings(new ReplicaIdentityCheck(), servers).get(0).details())
                .hasSize(11)
                .contains(
                        "public.told_not_to: use its unique index told_not_to_pkey",
                        "attic.old: no usable key; use" + " REPLICA IDENTITY FULL");
    }

    @Test
    void refusesTheIdentityByColumnsThatCannotBeCompared(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE doc (id int, body json);
                ALTER TABLE doc REPLICA IDENTITY FULL;
                CREATE TABLE computed (id int, body json GENERATED ALWAYS AS (CAST(CAST(id AS text) AS json)) STORED);
                ALTER TABLE computed REPLICA IDENTITY FULL;
                """));
        assertThat(Asked.findings(new ReplicaIdentityCheck(), servers))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(
                        tuple(Severity.BLOCKER, List.of("public.doc: body (json)")),
                        tuple(Severity.WARNING, List.of("public.computed")));
    }

    @Test
    void leavesTablesOfOthersToTheirOwners(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE TABLE public.theirs (id int)"));
        Finding finding = Asked.findings(new ReplicaIdentityCheck(), servers).get(0);
        assertThat(finding.remedy()).isEmpty();
        assertThat(finding.details())
                .containsExactly(
                        "public.theirs: no usable key; use REPLICA IDENTITY FULL; its owner must run ALTER TABLE"
                                + " \"public\".\"theirs\" REPLICA IDENTITY FULL;");
    }

    /** What the check prevents: a publication of such a table breaks the application on the source at once. */
    @Test
    void breaksTheApplicationOnTheSourceOncePublishedAnyway(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute(KEYLESS));
        assertThat(Asked.findings(new ReplicaIdentityCheck(), servers).get(0).details())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .contains("public.nullable", "public.deferred", "public.told_not_to", "public.index_gone");
        servers.sourceDatabase().useSession(session -> {
            session.execute("INSERT INTO nullable VALUES ('a')");
            session.execute("INSERT INTO deferred VALUES (1)");
            session.execute("INSERT INTO told_not_to VALUES (1)");
            session.execute("INSERT INTO index_gone VALUES (1, 'a')");
            session.execute("INSERT INTO event VALUES (1, '2026-05-01'), (2, '2027-05-01')");
            session.execute("CREATE PUBLICATION p FOR TABLE nullable, deferred, told_not_to, index_gone, event");
            try {
                assertRefused(session, "UPDATE nullable SET code = 'b'", "update", "nullable");
                assertRefused(session, "DELETE FROM deferred", "delete from", "deferred");
                assertRefused(session, "UPDATE told_not_to SET id = 2", "update", "told_not_to");
                assertRefused(session, "UPDATE index_gone SET code = 'b'", "update", "index_gone");
                assertRefused(session, "DELETE FROM event WHERE id = 1", "delete from", "event_2026");
                assertThat(session.update(
                                "DELETE FROM event WHERE id = 2 AND day BETWEEN '2027-01-01' AND '2027-12-31'"))
                        .isEqualTo(1);
            } finally {
                session.execute("DROP PUBLICATION p");
            }
        });
    }

    @Test
    void asksOneQuestionForAnyNumberOfTables(TwoPostgres servers) {
        int few = questions(servers);
        servers.sourceDatabase().useSession(session -> session.execute("""
                DO $$ BEGIN
                  FOR n IN 1..200 LOOP
                    EXECUTE format('CREATE TYPE pair_%1$s AS (a int, b json)', n);
                    EXECUTE format('CREATE TABLE keyless_%1$s (id int, body pair_%1$s)', n);
                    EXECUTE format('CREATE TABLE full_%1$s (id int); ALTER TABLE full_%1$s REPLICA IDENTITY FULL', n);
                  END LOOP;
                END $$
                """));
        assertThat(questions(servers)).isLessThanOrEqualTo(few + 10);
        assertThat(Asked.findings(new ReplicaIdentityCheck(), servers))
                .extracting(finding -> finding.details().size())
                .containsExactly(200, 200);
    }

    private static int questions(TwoPostgres servers) {
        RecordingContext context = new RecordingContext(servers.plan());
        new ReplicaIdentityCheck().run(context, finding -> {});
        return context.statements().size();
    }

    private static void assertRefused(Session session, String sql, String what, String table) {
        assertThatThrownBy(() -> session.execute(sql))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot " + what + " table \"" + table
                        + "\" because it does not have a replica identity and publishes");
    }

    /** As they work: an index that was chosen and dropped is none. */
    private static List<String> identities(TwoPostgres servers) {
        return servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT c.relname || ' ' || CASE WHEN relreplident = 'i' AND NOT EXISTS (SELECT FROM pg_index"
                                + " WHERE indrelid = c.oid AND indisreplident) THEN 'n' ELSE relreplident::text END"
                                + " AS identity FROM pg_class c WHERE relkind = 'r'"
                                + " AND relnamespace = 'public'::regnamespace ORDER BY 1",
                        row -> row.text("identity")));
    }

    private static void assertPublishedTablesCanBeChanged(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("INSERT INTO plain VALUES (1, '{1}', '[1,2)')");
            session.execute("CREATE PUBLICATION p FOR TABLE plain, \"Unique \"\"one\"\" key\", deferred, told_not_to");
            assertThat(session.update("UPDATE plain SET id = 2")).isEqualTo(1);
            session.execute("UPDATE \"Unique \"\"one\"\" key\" SET code = 'x'");
            session.execute("DELETE FROM deferred");
            session.execute("DELETE FROM told_not_to");
            session.execute("DROP PUBLICATION p");
        });
    }
}
