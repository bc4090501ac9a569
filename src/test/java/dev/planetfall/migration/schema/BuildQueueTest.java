package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.BuildQueue.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildQueueTest {
    private static final int BUILDERS = 4;

    private final BuildQueue queue = new BuildQueue();
    private long number;

    @Test
    void handsOutKeysFirstAndThenWhatTakesLongest() throws InterruptedException {
        add("INDEX", "public.small", 1, "public.a");
        add("INDEX", "public.large", 9, "public.b");
        queue.add(new BuildJob(object("CONSTRAINT", "public.c c_pkey", "public.c"), true, 0, number++, List.of()));

        assertThat(takeAll()).containsExactly("public.c c_pkey", "public.large", "public.small");
    }

    @Test
    void buildsIndexesOfOneTableSideBySide() throws InterruptedException {
        add("INDEX", "public.first", 2, "public.a");
        add("INDEX", "public.second", 1, "public.a");

        assertThat(takeAll()).containsExactly("public.first", "public.second");
    }

    @Test
    void addsConstraintsToATableOneByOne() throws InterruptedException {
        add("CONSTRAINT", "public.a unique_1", 3, "public.a");
        add("INDEX", "public.a_index", 2, "public.a");
        add("FK CONSTRAINT", "public.a fk_b", 1, "public.a", "public.b");

        Taken first = take().orElseThrow();
        assertThat(first.job().object().name()).isEqualTo("public.a unique_1");
        assertThat(take()).isEmpty();
        queue.isMade(first.job());
        Taken second = take().orElseThrow();
        assertThat(second.job().object().name()).isEqualTo("public.a_index");
        assertThat(take()).isEmpty();
        queue.isMade(second.job());
        assertThat(takeAll()).containsExactly("public.a fk_b");
    }

    @Test
    void validatesForeignKeysToOneTableSideBySide() throws InterruptedException {
        add("FK CONSTRAINT", "public.a to_c", 3, "public.a", "public.c");
        add("FK CONSTRAINT", "public.b to_c", 2, "public.b", "public.c");
        add("INDEX", "public.c_index", 1, "public.c");

        assertThat(takeAll()).containsExactly("public.a to_c", "public.b to_c");
    }

    @Test
    void goesOnWithOtherTablesWhileOneIsHeld() throws InterruptedException {
        add("CONSTRAINT", "public.a unique_1", 3, "public.a");
        add("CONSTRAINT", "public.a unique_2", 2, "public.a");
        add("INDEX", "public.b_index", 1, "public.b");

        assertThat(takeAll()).containsExactly("public.a unique_1", "public.b_index");
    }

    @Test
    void handsOutAgainWhatWasGivenBack() throws InterruptedException {
        add("CONSTRAINT", "public.a unique_1", 1, "public.a");

        queue.giveBack(take().orElseThrow().job());

        assertThat(takeAll()).containsExactly("public.a unique_1");
    }

    @Test
    void leavesTheServersOtherProcessesToTheLastOnes() throws InterruptedException {
        queue.areLast();
        for (int i = 0; i < 4; i++) {
            add("INDEX", "public.index_" + i, 9 - i, "public.a");
        }

        Taken first = take().orElseThrow();
        Taken second = take().orElseThrow();
        queue.isMade(first.job());
        queue.isMade(second.job());
        Taken third = take().orElseThrow();
        Taken fourth = take().orElseThrow();

        assertThat(List.of(first, second, third, fourth))
                .extracting(Taken::inParallel)
                .containsExactly(false, false, true, true);
    }

    @Test
    void leavesThemToTheCopyWhileThatGoesOn() throws InterruptedException {
        add("INDEX", "public.index", 1, "public.a");

        assertThat(take().orElseThrow().inParallel()).isFalse();
    }

    private void add(String kind, String name, long cost, String... tables) {
        queue.add(new BuildJob(object(kind, name, tables), false, cost, number++, List.of()));
    }

    private static SchemaOutcome object(String kind, String name, String... tables) {
        List<SchemaKey> needs = Arrays.stream(tables)
                .map(table -> new SchemaKey("TABLE", table))
                .toList();
        return new SchemaOutcome(kind, name, Result.HELD_BACK, "SELECT 1", "", needs, "");
    }

    private Optional<Taken> take() throws InterruptedException {
        return queue.take(BUILDERS, Duration.ZERO);
    }

    private List<String> takeAll() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Optional<Taken> next = take(); next.isPresent(); next = take()) {
            names.add(next.get().job().object().name());
        }
        return names;
    }
}
