package dev.planetfall.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.EveryType;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Single values of every type are changed on the target by chance; each must be found, and nothing else. */
@ExtendWith(TwoPostgresExtension.class)
class MutationsPostgresTest {
    private static final int ROWS = 400;
    private static final int MUTATIONS = 12;

    @Test
    void findsAndLocatesEveryChangedValue(TwoPostgres servers) {
        findsEveryChange(servers, new Random(1));
    }

    @Test
    @PostgresPair(source = 13, target = 17)
    void findsAndLocatesEveryChangedValueFromAnOldServer(TwoPostgres servers) {
        findsEveryChange(servers, new Random(2));
    }

    private static void findsEveryChange(TwoPostgres servers, Random chance) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .parallel()
                .forEach(database -> EveryType.fill(database, ROWS));
        TreeMap<String, TreeSet<Long>> changed = new TreeMap<>();
        servers.targetDatabase().useSession(session -> {
            for (EveryType type : EveryType.values()) {
                TreeSet<Long> ids = new TreeSet<>(chance.longs(1, ROWS + 1)
                        .distinct()
                        .limit(MUTATIONS)
                        .boxed()
                        .toList());
                List<Long> emptied =
                        ids.stream().filter(id -> id % 4 == 0 && id % 7 != 0).toList();
                session.execute(type.mutation(ids.stream().filter(id -> !emptied.contains(id))));
                if (!emptied.isEmpty()) {
                    session.execute(type.emptying(emptied.stream()));
                }
                changed.put(type.table(), ids);
            }
        });

        Verification verification = RowComparison.whileFrozen(servers.context());

        TreeMap<String, TreeSet<Long>> found = new TreeMap<>();
        for (TableComparison table : verification.tables()) {
            assertThat(table.verdict()).as(table.table() + " " + table.note()).isEqualTo(Verdict.DIFFERS);
            TreeSet<Long> ids = new TreeSet<>();
            for (RowDifference row : table.differences().rows()) {
                assertThat(row.kind()).isEqualTo(Kind.CHANGED);
                assertThat(row.columns()).containsExactly(new Identifier("v"));
                ids.add(Long.valueOf(row.key().get(0)));
            }
            found.put(table.table().toString(), ids);
        }
        changed.forEach((table, ids) -> assertThat(found.get(table)).as(table).isEqualTo(ids));
        assertThat(found).hasSameSizeAs(changed);
    }
}
