package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.SchemaObject.Section;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TwoPostgresExtension.class)
class PgDumpSchemaReaderPostgresTest {
    private final PgDumpSchemaReader reader = new PgDumpSchemaReader();

    @Test
    void readsObjectsWithTheirSql(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE SCHEMA "My Shop";
                CREATE TABLE "My Shop"."item;s" (id int PRIMARY KEY, name text DEFAULT ';');
                CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
                """);

        assertThat(reader.read(servers.context()).objects())
                .containsExactly(
                        new SchemaObject(
                                "SCHEMA", "", "My Shop", Section.PRE_DATA, List.of("CREATE SCHEMA \"My Shop\"")),
                        new SchemaObject("FUNCTION", "public", "f()", Section.PRE_DATA, List.of("""
                                CREATE FUNCTION "public"."f"() RETURNS integer
                                    LANGUAGE "sql"
                                    BEGIN ATOMIC
                                 SELECT 1;
                                 SELECT 2;
                                END""")),
                        new SchemaObject("TABLE", "My Shop", "item;s", Section.PRE_DATA, List.of("""
                                CREATE TABLE "My Shop"."item;s" (
                                    "id" integer NOT NULL,
                                    "name" "text" DEFAULT ';'::"text"
                                )""")),
                        new SchemaObject(
                                "CONSTRAINT", "My Shop", "item;s item;s_pkey", Section.POST_DATA, List.of("""
                                ALTER TABLE ONLY "My Shop"."item;s"
                                    ADD CONSTRAINT "item;s_pkey" PRIMARY KEY ("id")""")));
    }

    @Test
    void leavesOutWhatIsNotInScope(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE SCHEMA "Au""dit.*"; CREATE TABLE "Au""dit.*".t (a int); CREATE SCHEMA auditors;
                CREATE SCHEMA _planetfall; CREATE TABLE _planetfall.marker (a int);
                CREATE TABLE "Log?" (a int); CREATE TABLE "LogX" (a int); CREATE TABLE log (a int);
                """);
        Scope scope = new Scope(Set.of(new Identifier("Au\"dit.*")), Set.of(QualifiedName.of("public", "Log?")));

        assertThat(reader.read(HostileSchema.context(servers.plan(), scope)).objects().stream()
                        .map(object -> object.kind() + " " + object.identity()))
                .containsExactly("SCHEMA auditors", "TABLE public.LogX", "TABLE public.log");
    }

    @Test
    void readsAServerThatTreatsBackslashesTheOldWay(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("ALTER DATABASE " + new Identifier(servers.plan().id()).quoted()
                    + " SET standard_conforming_strings = off");
        });
        HostileSchema.create(servers.sourceDatabase(), "CREATE TABLE t (a text DEFAULT E'it\\'s \\\\;')");

        assertThat(reader.read(servers.context()).objects().get(0).statements())
                .containsExactly(
                        "CREATE TABLE \"public\".\"t\" (\n    \"a\" \"text\" DEFAULT 'it''s \\;'::\"text\"\n)");
    }

    @Test
    void connectsWithAVerifiedCertificate(TwoPostgres servers) {
        ConnectionSettings source = servers.sourceSettings();
        ConnectionSettings verifying = new ConnectionSettings(
                source.host(),
                source.port(),
                source.database(),
                source.user(),
                source.password(),
                SslMode.VERIFY_FULL,
                Optional.of(servers.sourceServer().rootCertificate()));

        assertThat(reader.read(new RecordingContext(PlanBuilder.from(servers.plan())
                                .source(verifying)
                                .build()
                                .orElseThrow()))
                        .objects())
                .isEmpty();
    }

    @Test
    void tellsInOneSentenceWhatItMayNotRead(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE SCHEMA closed");
            session.execute("CREATE TABLE closed.t (a int)");
        });

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> reader.read(servers.context()))
                .withMessageStartingWith("pg_dump could not read the schema of the source: ")
                .withMessageContaining("permission denied for schema closed")
                .satisfies(e -> assertThat(e.failure().advice()).contains("GRANT USAGE"));
    }

    @Test
    void neverRepeatsThePassword(TwoPostgres servers) {
        ConnectionSettings wrong = servers.sourceSettings().withPassword(Password.of("wr0ng-s3cret"));
        RecordingContext context = new RecordingContext(
                PlanBuilder.from(servers.plan()).source(wrong).build().orElseThrow());
        PgDump pgDump = PgDump.newest().orElseThrow();

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> reader.read(pgDump, context))
                .withMessageContaining("password authentication failed")
                .satisfies(e -> assertThat(e + e.failure().advice()).doesNotContain("wr0ng-s3cret"));
    }

    @Test
    @Timeout(20)
    @DisabledOnOs(OS.WINDOWS)
    void stopsPgDumpWhenCancelled(TwoPostgres servers, @TempDir Path folder) throws IOException {
        Path pid = folder.resolve("pid");
        Path slow =
                Files.writeString(folder.resolve("pg_dump"), "#!/bin/sh\necho $$ > '" + pid + "'\nexec sleep 600\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        RecordingContext context = servers.context();
        Thread canceller = new Thread(() -> {
            waitFor(pid);
            context.cancel();
        });
        canceller.start();

        assertThatExceptionOfType(MigrationCancelledException.class)
                .isThrownBy(() -> reader.read(new PgDump(slow, 18), context));
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                .isEmpty();
    }

    private static void waitFor(Path file) {
        try {
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.sleep(Duration.ofMillis(20).toMillis());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
