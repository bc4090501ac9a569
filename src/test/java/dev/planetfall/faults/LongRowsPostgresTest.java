package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.verify.RowComparison;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A row whose text is longer than the gigabyte that a server can hold in one value. */
@Tag("faults")
@ExtendWith(TwoPostgresExtension.class)
@Timeout(300)
class LongRowsPostgresTest {
    private static final int LENGTH = 380_000_000;

    @Test
    void comparesARowWhoseTextIsLongerThanAServerCanHold(TwoPostgres servers) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> {
                    session.execute("CREATE TABLE item (id int PRIMARY KEY, a text, b text, v text)");
                    session.execute("INSERT INTO item SELECT 1, repeat('x', " + LENGTH + ")");
                    session.execute("UPDATE item SET b = repeat('y', " + LENGTH + ")");
                    session.execute("UPDATE item SET v = repeat('z', " + LENGTH + ")");
                }));
        servers.targetDatabase()
                .useSession(session -> session.execute("UPDATE item SET v = overlay(v PLACING 'Z' FROM 7 FOR 1)"));

        assertThat(RowComparison.whileFrozen(servers.context())
                        .tables()
                        .get(0)
                        .differences()
                        .rows())
                .containsExactly(new RowDifference(List.of("1"), Kind.CHANGED, List.of(new Identifier("v"))));
    }
}
