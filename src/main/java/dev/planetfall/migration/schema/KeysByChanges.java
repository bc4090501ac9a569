package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys come after the rows where hardly a row is ever updated or deleted: until its key is there, a table on the target refuses
 * both, and replication waits. Where that is not known, keys come first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Replica identity</a>
 */
public final class KeysByChanges implements KeyPolicy {
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<SchemaKey, Choice> choices = new HashMap<>();

    /**
     * From what limits on a key may come after the rows.
     *
     * @param known the time that the source's statistics must cover
     * @param bytes of a table; below, a key costs no time that anybody would notice
     */
    public record Limits(Duration known, long bytes) {
        public static final Limits USUAL = new Limits(DAY, 16L << 20);
    }

    private record Choice(boolean first, String reason) {}

    /** What is chosen at last depends on what is changed until {@link Sample#choose}. */
    public static Sample begin(MigrationContext context, Limits limits) {
        return context.source().withReadOnlySession(source -> new Sample(limits, RowChanges.of(source)));
    }

    private KeysByChanges(Limits limits, List<Table> tables, RowChanges before, RowChanges now) {
        for (Table table : tables) {
            if (table.kind() == Table.Kind.ORDINARY && table.tableBytes() >= limits.bytes()) {
                choices.put(
                        new SchemaKey("TABLE", name(table.name())),
                        choose(
                                limits,
                                now.of(table.name()),
                                now.of(table.name()) > before.of(table.name()),
                                now.over()));
            }
        }
    }

    @Override
    public boolean isFirst(SchemaKey table) {
        Choice choice = choices.get(table);
        return choice == null || choice.first();
    }

    @Override
    public String reason(SchemaKey table) {
        Choice choice = choices.get(table);
        return choice == null ? "" : choice.reason();
    }

    private static Choice choose(Limits limits, long changes, boolean changedNow, Duration over) {
        if (over.compareTo(limits.known()) < 0) {
            return first("the source's statistics go back only " + Quantities.duration(over)
                    + ", too short to know how often its rows are changed");
        }
        double aDay = perDay(changes, over);
        if (aDay >= 1) {
            return first("its rows are changed " + often(aDay));
        }
        return changedNow
                ? first("its rows were changed while the schema was read")
                : new Choice(false, "That is quicker, and its rows are " + seldom(changes, over) + ".");
    }

    private static Choice first(String why) {
        return new Choice(true, "Made before the rows: " + why + ".");
    }

    private static double perDay(long changes, Duration over) {
        return (double) changes * DAY.toSeconds() / Math.max(1, over.toSeconds());
    }

    private static String often(double aDay) {
        if (aDay >= 24 * 60) {
            return times(aDay / (24 * 60)) + " a minute";
        }
        return aDay >= 24 ? times(aDay / 24) + " an hour" : times(aDay) + " a day";
    }

    private static String times(double number) {
        return Quantities.count(Math.round(number), "time");
    }

    private static String seldom(long changes, Duration over) {
        return changes == 0
                ? "not changed as far as the source's statistics go back, which is " + Quantities.duration(over)
                : "changed less than once a day";
    }

    /** As {@link SchemaObject#identity()} names it. */
    private static String name(QualifiedName table) {
        return table.schema().name() + "." + table.name().name();
    }

    /** What the source's statistics said when the choice began. */
    public static final class Sample {
        private final Limits limits;
        private final RowChanges before;

        private Sample(Limits limits, RowChanges before) {
            this.limits = limits;
            this.before = before;
        }

        public KeysByChanges choose(MigrationContext context) {
            return context.source().withReadOnlySession(this::choose);
        }

        private KeysByChanges choose(Session source) {
            return new KeysByChanges(limits, new Catalog(source).tables(), before, RowChanges.of(source));
        }
    }
}
