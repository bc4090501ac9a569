package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
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
 * Keys come after the rows where hardly an update or delete is to be expected until they are there: without its key, a table on the
 * target refuses both, and its replication waits. Where that is not known, keys come first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Replica identity</a>
 */
public final class KeysByChanges implements KeyPolicy {
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<SchemaKey, Choice> choices = new HashMap<>();

    /**
     * When a key may come after the rows.
     *
     * @param bytesPerSecond at which a table is copied at the slowest
     * @param copies for how many times the copy of its table a row must have been left alone, at the average
     * @param bytes of a table; below, a key costs no time that anybody would notice
     */
    public record Limits(long bytesPerSecond, long copies, long bytes) {
        /** As slow as a usual line into the internet. */
        public static final Limits USUAL = new Limits(10_000_000, 10, 16L << 20);

        /** The time that must lie between two changes of a table of that size. */
        public Duration quiet(long tableBytes) {
            return Duration.ofMillis(copies * tableBytes * 1000 / bytesPerSecond);
        }
    }

    private record Choice(boolean first, String reason) {}

    /** What is chosen at last depends on what is changed until {@link Sample#choose}. */
    public static Sample begin(MigrationContext context, Limits limits) {
        return context.source().withReadOnlySession(source -> new Sample(limits, RowChanges.of(source)));
    }

    private KeysByChanges(Limits limits, List<Table> tables, RowChanges before, RowChanges now) {
        for (Table table : tables) {
            if (table.kind() == Table.Kind.ORDINARY && table.tableBytes() >= limits.bytes()) {
                long changes = now.of(table.name());
                choices.put(
                        new SchemaKey("TABLE", name(table.name())),
                        changes > before.of(table.name())
                                ? first(Messages.text("schema.keys-by-changes.its-rows-were-changed-while"))
                                : choose(changes, now.over(), limits.quiet(table.tableBytes())));
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

    /** One more change than was seen is taken for granted: none in a short time says little about a longer one. */
    private static Choice choose(long changes, Duration over, Duration quiet) {
        if (over.dividedBy(changes + 1).compareTo(quiet) >= 0) {
            return new Choice(
                    false, Messages.text("schema.keys-by-changes.that-is-quicker-and-its", seldom(changes, over)));
        }
        return changes == 0
                ? first(Messages.text(
                        "schema.keys-by-changes.the-sources-statistics-go-back", Quantities.duration(over)))
                : first(Messages.text("schema.keys-by-changes.its-rows-are-changed", often(changes, over)));
    }

    private static Choice first(String why) {
        return new Choice(true, Messages.text("schema.keys-by-changes.made-before-the-rows", why));
    }

    private static double perDay(long changes, Duration over) {
        return (double) changes * DAY.toSeconds() / Math.max(1, over.toSeconds());
    }

    private static String often(long changes, Duration over) {
        double aDay = perDay(changes, over);
        if (aDay >= 24 * 60) {
            return Messages.text("schema.keys-by-changes.a-minute", times(Math.round(aDay / (24 * 60))));
        }
        if (aDay >= 24) {
            return Messages.text("schema.keys-by-changes.an-hour", times(Math.round(aDay / 24)));
        }
        return aDay >= 1
                ? Messages.text("schema.keys-by-changes.a-day", times(Math.round(aDay)))
                : Messages.text("schema.keys-by-changes.in", times(changes), Quantities.duration(over));
    }

    private static String times(long number) {
        return Messages.plural("count.time", number);
    }

    private static String seldom(long changes, Duration over) {
        return changes == 0
                ? Messages.text("schema.keys-by-changes.not-changed-as-far-as", Quantities.duration(over))
                : Messages.text("schema.keys-by-changes.changed-only-in", times(changes), Quantities.duration(over));
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
