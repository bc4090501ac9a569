package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaViewModelTest {
    private static final MigrationState STATE = Story.fold(
            Story.applied("TABLE", "public.customer", Result.CREATED, ""),
            Story.applied("EXTENSION", "pg_trgm", Result.LEFT_OUT, ""),
            Story.applied("INDEX", "public.by_name", Result.FAILED, "operator class\ndoes not exist"),
            Story.applied("TABLE", "public.orders", Result.CREATED, ""));

    private final SchemaViewModel model = new SchemaViewModel();

    @Test
    void showsNothingBeforeTheFirstObject() {
        model.show(MigrationState.INITIAL);

        assertThat(model.countsProperty().get()).isEmpty();
        assertThat(model.isEmpty()).isTrue();
    }

    @Test
    void countsResultsAndPutsFailuresFirst() {
        model.show(STATE);

        assertThat(model.countsProperty().get()).isEqualTo("4 objects · 2 created · 1 left out · 1 failed");
        assertThat(model.rowsProperty().get())
                .extracting(SchemaViewModel.Row::number)
                .containsExactly(3, 1, 2, 4);
    }

    @Test
    void filtersByKindNameAndMessage() {
        model.show(STATE);

        model.filterProperty().set("TABLE");
        assertThat(model.rowsProperty().get())
                .extracting(SchemaViewModel.Row::number)
                .containsExactly(1, 4);
        model.filterProperty().set(" operator");
        assertThat(model.rowsProperty().get())
                .extracting(SchemaViewModel.Row::number)
                .containsExactly(3);
    }

    @Test
    void writesWhatIsMadeAndAsCommentsWhatIsNot() {
        model.show(STATE.after(Story.applied("INDEX", "public.by_day", Result.HELD_BACK, "")));

        assertThat(model.script()).isEqualTo("""
                        -- 1. Made on PlanetScale, in this order.

                        -- TABLE public.customer: Created
                        CREATE TABLE public.customer;

                        -- TABLE public.orders: Created
                        CREATE TABLE public.orders;

                        -- 2. Held back: made in this order once the rows are copied.

                        -- INDEX public.by_day: Held back
                        CREATE INDEX public.by_day;

                        -- 3. Not made as the source has it: left out, skipped, different or failed.
                        -- Take away the dashes before what you want to make.

                        -- EXTENSION pg_trgm: Left out
                        -- CREATE EXTENSION pg_trgm;

                        -- INDEX public.by_name: Failed
                        -- operator class does not exist
                        -- CREATE INDEX public.by_name;
                        """);
    }

    @Test
    void showsOneKindOrOneResult() {
        model.show(STATE);

        assertThat(model.kindsProperty().get()).containsExactly("EXTENSION", "INDEX", "TABLE");
        assertThat(model.resultsProperty().get()).containsExactly(Result.CREATED, Result.LEFT_OUT, Result.FAILED);
        model.resultProperty().set(Optional.of(Result.CREATED));
        assertThat(model.rowsProperty().get())
                .extracting(SchemaViewModel.Row::number)
                .containsExactly(1, 4);
        model.resultProperty().set(Optional.empty());
        model.kindProperty().set(Optional.of("INDEX"));
        assertThat(model.rowsProperty().get())
                .extracting(SchemaViewModel.Row::number)
                .containsExactly(3);
    }
}
