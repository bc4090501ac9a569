package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Table;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class CopySchemaStepPostgresTest {
    private static final String SHOP = """
            CREATE SCHEMA "My Shop"; CREATE TYPE "My Shop".mood AS ENUM ('a');
            CREATE TABLE "My Shop".a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b int, m "My Shop".mood);
            CREATE TABLE b (id serial PRIMARY KEY, a int REFERENCES "My Shop".a);
            ALTER TABLE "My Shop".a ADD FOREIGN KEY (b) REFERENCES b;
            CREATE FUNCTION "Count; b"() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM b; END;
            CREATE VIEW v AS SELECT id, "Count; b"() FROM b; CREATE MATERIALIZED VIEW mv AS SELECT * FROM v;
            """;

    private final Step step = new CopySchemaStep();

    @Test
    void makesTheSchemaOnceAndThenIsDone(TwoPostgres servers) {
        execute(servers.sourceDatabase(), SHOP);
        MigrationContext context = servers.context();

        assertThat(step.isDone(context)).isFalse();
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
    }

    @Test
    void namesWhatCouldNotBeCreated(TwoPostgres servers) {
        execute(servers.sourceDatabase(), "CREATE TABLE fine (id int)");
        execute(servers.sourceAdmin(), "CREATE EXTENSION earthdistance CASCADE");
        RecordingContext context = servers.context();

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> step.run(context))
                .withMessage("1 of 4 objects could not be created on PlanetScale: EXTENSION earthdistance"
                        + " (ERROR: permission denied to create extension \"earthdistance\")");
        assertThat(tables(servers)).containsExactly(QualifiedName.of("public", "fine"));
    }

    @Test
    void namesWhatWasThereBeforeAndDiffers(TwoPostgres servers) {
        execute(servers.sourceDatabase(), "CREATE TABLE t (id bigint)");
        execute(servers.targetDatabase(), "CREATE TABLE t (id int)");

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> step.run(servers.context()))
                .withMessage("PlanetScale already had objects that differ from the source: column public.t.id"
                        + " differs.");
    }

    @Test
    void acceptsThatDependentsOfAnExcludedTableAreLeftOut(TwoPostgres servers) {
        execute(servers.sourceDatabase(), "CREATE TABLE t (id int); CREATE VIEW v AS TABLE t; CREATE TABLE u (id int)");
        RecordingContext context = new RecordingContext(PlanBuilder.from(servers.plan())
                .scope(new Scope(Set.of(), Set.of(QualifiedName.of("public", "t"))))
                .build()
                .orElseThrow());

        step.run(context);

        assertThat(tables(servers)).containsExactly(QualifiedName.of("public", "u"));
    }

    @Test
    void undoRemovesAnEmptySchemaAndNothingElse(TwoPostgres servers) {
        execute(servers.sourceDatabase(), SHOP);
        execute(servers.targetDatabase(), "CREATE TABLE theirs (id int)");
        MigrationContext context = servers.context();
        step.run(context);

        step.undo(context);

        assertThat(tables(servers)).containsExactly(QualifiedName.of("public", "theirs"));
        assertThat(step.isDone(context)).isFalse();
        step.undo(context);
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
    }

    @Test
    void undoRefusesWhenATableHoldsARow(TwoPostgres servers) {
        execute(servers.sourceDatabase(), SHOP);
        MigrationContext context = servers.context();
        step.run(context);
        execute(servers.targetDatabase(), "INSERT INTO b DEFAULT VALUES");

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> step.undo(context))
                .withMessage("The table public.b on PlanetScale holds rows, so the schema was not removed.");
        assertThat(step.isDone(context)).isTrue();
    }

    @Test
    void undoLeavesWhatSomethingElseNeeds(TwoPostgres servers) {
        execute(servers.sourceDatabase(), SHOP);
        MigrationContext context = servers.context();
        step.run(context);
        execute(servers.targetDatabase(), "CREATE TABLE theirs (m \"My Shop\".mood)");

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(() -> step.undo(context))
                .withMessage("Something on PlanetScale that is not part of this migration still needs"
                        + " type My Shop.mood.");
        assertThat(tables(servers)).containsExactly(QualifiedName.of("public", "theirs"));
    }

    private static List<QualifiedName> tables(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session ->
                        new Catalog(session).tables().stream().map(Table::name).toList());
    }

    private static void execute(Database database, String sql) {
        database.withScriptSession(session -> {
            session.execute(sql);
            return true;
        });
    }
}
