package dev.planetfall.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.testing.EveryType;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values of every type get back to what they are on the source. */
@ExtendWith(TwoPostgresExtension.class)
class RowRepairPostgresTest {
    private static final int ROWS = 40;

    @Test
    @PostgresPair(source = 13, target = 18)
    void repairsValuesOfEveryType(TwoPostgres servers) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .parallel()
                .forEach(database -> EveryType.fill(database, ROWS));
        servers.targetDatabase().useSession(session -> {
            for (EveryType type : EveryType.values()) {
                session.execute(type.mutation(LongStream.of(3, 5, 9).boxed()));
                session.execute(type.emptying(LongStream.of(4).boxed()));
                session.execute("DELETE FROM " + type.table() + " WHERE id = 6");
            }
        });
        RecordingContext context = servers.context();

        for (TableComparison table : RowComparison.whileFrozen(context).tables()) {
            assertThat(table.differences().rows()).as(table.table().toString()).hasSize(5);
            TableComparison repaired = RowRepair.of(context, table, false, new NobodyWrites(), CaughtUp.AT_ONCE)
                    .comparison();
            assertThat(repaired.note()).isEqualTo("5 rows were repaired: 4 updated, 1 inserted");
            assertThat(repaired.verdict()).isEqualTo(Verdict.EQUAL);
        }

        RecordingContext again = servers.context();
        assertThat(RowComparison.whileFrozen(again).tables()).allMatch(table -> table.verdict() == Verdict.EQUAL);
    }

    private static final class NobodyWrites implements Standstill {
        @Override
        public Lsn begin() {
            return new Lsn(0);
        }

        @Override
        public void end() {
            // Nothing was stopped.
        }
    }
}
