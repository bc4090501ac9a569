package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.SchemaRead;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaOutcomesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MANY = 20_000;
    private static final SchemaKey TABLE = new SchemaKey("TABLE", "public.t");

    @Test
    void keepsThePlaceOfAnObjectThatIsTriedAgain() {
        SchemaOutcomes first = SchemaOutcomes.NONE
                .with(outcome("a", Result.CREATED))
                .with(outcome("b", Result.FAILED))
                .with(outcome("c", Result.WAITING));
        SchemaOutcomes second = first.with(outcome("b", Result.CREATED));

        assertThat(second.list())
                .containsExactly(
                        outcome("a", Result.CREATED), outcome("b", Result.CREATED), outcome("c", Result.WAITING));
        assertThat(first.list()).contains(outcome("b", Result.FAILED));
        assertThat(first.failures()).isEqualTo(2);
        assertThat(second.failures()).isEqualTo(1);
        assertThat(second.count(Result.CREATED)).isEqualTo(2);
        assertThat(second.find(new SchemaKey("TABLE", "b"))).contains(outcome("b", Result.CREATED));
        assertThat(second.find(new SchemaKey("VIEW", "b"))).isEmpty();
    }

    @Test
    void countsWhatIsOtherwiseByDecision() {
        SchemaOutcomes made =
                SchemaOutcomes.NONE.with(outcome("a", Result.CREATED)).with(outcome("b", Result.HELD_BACK));
        SchemaOutcomes leftOut = made.with(outcome("c", Result.LEFT_OUT));
        SchemaOutcomes more = leftOut.with(outcome("d", Result.SKIPPED))
                .with(new SchemaOutcome("VIEW", "e", Result.CREATED, "edited", "", List.of(), "own"));

        assertThat(made.exceptions()).isEmpty();
        assertThat(leftOut.exceptions()).isEqualTo(", apart from 1 object that was left out, skipped or edited");
        assertThat(more.exceptions()).isEqualTo(", apart from 3 objects that were left out, skipped or edited");
    }

    @Test
    void foldsTwentyThousandObjectsInLessThanASecond() {
        long begun = System.nanoTime();
        MigrationState state = MigrationState.INITIAL;
        for (int number = 0; number < MANY; number++) {
            state = state.after(new SchemaObjectApplied(NOON, outcome("public.table_" + number, Result.CREATED)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(state.schema()).hasSize(MANY);
        assertThat(state.schema().get(MANY - 1).name()).isEqualTo("public.table_" + (MANY - 1));
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void keepsChoicesAndForgetsOutcomesWhenTheSchemaIsReadAgain() {
        SchemaChoice edited = SchemaChoice.own(TABLE).edited("CREATE TABLE t ()");
        SchemaChoice skipped = edited.skipped("not used");
        ReaderUsed reader = new ReaderUsed(SchemaSource.CATALOG, "So it is.");
        MigrationState state = MigrationState.INITIAL
                .after(new SchemaObjectApplied(NOON, outcome("public.t", Result.FAILED)))
                .after(new SchemaChoiceMade(NOON, skipped))
                .after(new SchemaRead(NOON, reader, 3));

        assertThat(state.schema()).isEmpty();
        assertThat(state.schemaReader()).contains(reader);
        assertThat(state.choice(TABLE)).isEqualTo(skipped);
        assertThat(state.after(new SchemaChoiceMade(NOON, edited)).choice(TABLE).isSkipped())
                .isFalse();
        assertThat(state.after(new SchemaChoiceMade(NOON, SchemaChoice.own(TABLE)))
                        .choices())
                .isEmpty();
    }

    private static SchemaOutcome outcome(String name, Result result) {
        return new SchemaOutcome("TABLE", name, result, "CREATE TABLE " + name, "");
    }
}
