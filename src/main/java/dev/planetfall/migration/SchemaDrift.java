package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the schemas of the two servers have come apart, as far as it matters for the migration. Rows follow by replication,
 * changes of the schema do not.
 *
 * @param missing on PlanetScale, each such as {@code column public.orders.total}, see {@link SchemaPlace}
 * @param differing there on both servers, but meaning another thing
 * @param surplus what only PlanetScale has, in an order in which it can be dropped
 * @param uncopied tables that both have and whose rows nothing copies, because they came after replication was started
 * @param mends what would let PlanetScale have what the source has, in an order in which it can be run; what comes with another
 *     place, such as a column of a partition, has none of its own, and of a great many only the first are told
 */
public record SchemaDrift(
        List<String> missing,
        List<SchemaDifference> differing,
        List<Surplus> surplus,
        List<QualifiedName> uncopied,
        List<SchemaMend> mends) {
    /** Both servers have the same. */
    public static final SchemaDrift NONE = new SchemaDrift(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * @param what such as {@code trigger public.orders.stamp}, see {@link SchemaPlace}
     * @param wasOnSource whether the migration made it and the source dropped it since; otherwise somebody added it on
     *     PlanetScale, and it can refuse or change rows
     * @param drop the statement that drops it, without a final semicolon
     */
    public record Surplus(String what, boolean wasOnSource, String drop) {
        private String named() {
            return SchemaPlace.named(what);
        }

        private String sentence() {
            return Messages.text(
                    wasOnSource
                            ? "migration.schema-drift.the-source-no-longer-has-drop"
                            : "migration.schema-drift.only-planetscale-has-which-can-refuse",
                    named(),
                    drop);
        }
    }

    /** Without any statement, and with every table replicated. */
    public SchemaDrift(List<String> missing, List<SchemaDifference> differing, List<Surplus> surplus) {
        this(missing, differing, surplus, List.of(), List.of());
    }

    public SchemaDrift {
        missing = List.copyOf(missing);
        differing = List.copyOf(differing);
        surplus = List.copyOf(surplus);
        uncopied = List.copyOf(uncopied);
        mends = List.copyOf(mends);
    }

    /** The same with tables whose rows nothing copies. */
    public SchemaDrift withUncopied(List<QualifiedName> tables) {
        return new SchemaDrift(missing, differing, surplus, tables, mends);
    }

    /** Only the tables whose rows nothing copies. */
    public SchemaDrift withoutMends() {
        return NONE.withUncopied(uncopied);
    }

    public boolean isNone() {
        return isSameSchema() && uncopied.isEmpty();
    }

    /** Whether both servers have the same tables, columns and all else. */
    public boolean isSameSchema() {
        return missing.isEmpty() && differing.isEmpty() && surplus.isEmpty();
    }

    /** All statements for PlanetScale that are certain to be right, in the order in which they are run, without final semicolons. */
    public List<String> statements() {
        return mends.stream().flatMap(mend -> mend.statements().stream()).toList();
    }

    /** What to do about it, in whole sentences; empty when there is nothing to do. */
    public String advice(Method method) {
        if (isNone()) {
            return "";
        }
        String again = Messages.text(
                method.replicates()
                        ? "migration.schema-drift.then-run-replicate-again-it"
                        : "migration.schema-drift.then-run-copy-rows-again");
        return (mending(method) + again).strip();
    }

    /** How to make the two schemas agree, in whole sentences; empty when they do. */
    private String mending(Method method) {
        String change = missing.isEmpty() && differing.isEmpty()
                ? ""
                : Messages.text("migration.schema-drift.make-the-same-change-on");
        String drop = surplus.isEmpty() ? "" : Messages.text("migration.schema-drift.drop-on-planetscale-what-only");
        String page = mends.stream().anyMatch(SchemaMend::hasStatements)
                ? Messages.text(
                        "migration.schema-drift.apply-on-planetscale-the-statements", Phase.REPLICATE.title(method))
                : "";
        return page.isEmpty() ? (change + drop).strip() : page;
    }

    /** What came apart, the first few by name, as one sentence; empty when nothing did. */
    public String sentence() {
        String lacks = missing.isEmpty()
                ? ""
                : Messages.text(
                        "migration.schema-drift.planetscale-lacks-2",
                        Listing.of(missing.stream().map(SchemaPlace::named).toList()));
        String differs = differing.isEmpty()
                ? ""
                : Messages.text(
                        "migration.schema-drift.planetscale-differs-in-2",
                        Listing.of(differing.stream().map(SchemaDrift::both).toList()));
        String without = uncopied.isEmpty()
                ? ""
                : Messages.text("migration.schema-drift.nothing-copies-the-rows-of-table", Listing.of(uncopied));
        String all = Stream.of(lacks, differs, surplus(true), surplus(false), without)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private String surplus(boolean wasOnSource) {
        List<String> these = surplus.stream()
                .filter(object -> object.wasOnSource == wasOnSource)
                .map(Surplus::named)
                .toList();
        if (these.isEmpty()) {
            return "";
        }
        return Messages.text(
                wasOnSource
                        ? "migration.schema-drift.the-source-no-longer-has"
                        : "migration.schema-drift.only-planetscale-has-which-can",
                Listing.of(these));
    }

    /** All that came apart, each as one sentence, in the order in which it should be mended. */
    public List<String> sentences() {
        return Stream.of(
                        missing.stream()
                                .map(what -> Messages.text(
                                        "migration.schema-drift.planetscale-lacks", SchemaPlace.named(what))),
                        differing.stream()
                                .map(difference -> Messages.text(
                                        "migration.schema-drift.planetscale-differs-in", both(difference))),
                        surplus.stream().map(Surplus::sentence),
                        uncopied.stream()
                                .map(table ->
                                        Messages.text("migration.schema-drift.nothing-copies-the-rows-of", table)))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static String both(SchemaDifference difference) {
        return Messages.text(
                "migration.schema-drift.source-planetscale",
                difference.named(),
                difference.shownOnSource(),
                difference.shownOnTarget());
    }
}
