package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.catalog.CatalogEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is compared: an object of a schema, a column of a table, or what is set for one of them. Two servers have the same part
 * when the key is the same.
 *
 * @param definition as SQL prints it, without the name where that is easily left out
 * @param entry what makes it
 * @param place of the entry, in an order in which all can be made
 */
record SchemaPart(Key key, String definition, CatalogEntry entry, int place) {
    /** A name in quotes that needs none, outside of literals. */
    private static final Pattern NEEDLESS_QUOTES =
            Pattern.compile("\"([a-z_][a-z0-9_$]*)\"(?!\")|\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'");

    /** What something has or has not, so that it differs when only the target has it. All else on the target alone is additional. */
    private static final Set<String> SETTINGS = Set.of(
            "column default",
            "column compression",
            "column not null",
            "column options",
            "column statistics",
            "column storage",
            "cluster",
            "identity",
            "index attach",
            "replica identity",
            "row security",
            "sequence owned by",
            "table attach");

    private static final Pattern IDENTITY = Pattern.compile("ALTER TABLE .*? ALTER COLUMN \"((?:[^\"]|\"\")+)\" ADD ");

    /** What holds an expression, of which a server may print another form of the same when it has read it again. */
    private static final Set<String> HOLDING_EXPRESSIONS = Set.of(
            "aggregate",
            "check constraint",
            "column default",
            "domain",
            "index",
            "policy",
            "statistics",
            "table",
            "table attach",
            "trigger");

    /** What holds whole queries, which another major version may print in another way. */
    private static final Set<String> HOLDING_QUERIES =
            Set.of("function", "materialized view", "procedure", "rule", "view");

    /** A trigger may have been put to rest on the target for as long as rows are copied. */
    private static final Pattern RESTING = Pattern.compile(";\nALTER TABLE [^;]* DISABLE TRIGGER ");

    private static final Pattern STATE =
            Pattern.compile(";\nALTER TABLE [^;]* (?:DISABLE|ENABLE(?: ALWAYS| REPLICA)?) TRIGGER .*$", Pattern.DOTALL);

    /** What a target may have made in its own way before, and what no row, query or change depends on. */
    private static final Set<String> OF_NO_CONSEQUENCE = Set.of("comment", "extension");

    /**
     * @param label for people, such as {@code column}
     * @param schema empty for what lives in none
     * @param relation the table it belongs to; empty when it is one, or belongs to none
     */
    record Key(String label, String schema, String relation, String name) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::schema)
                .thenComparing(Key::relation)
                .thenComparing(Key::name)
                .thenComparing(Key::label);

        /** Such as {@code column public.orders.total}; for people in the words of {@link dev.planetfall.migration.SchemaPlace}. */
        @Override
        public String toString() {
            return label + " "
                    + Stream.of(schema, relation, name)
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining("."));
        }

        /** The same for all that belongs to one relation. */
        Key ofRelation() {
            return new Key("", schema, relation, "");
        }

        /** Of the table it belongs to. */
        Key ofTable() {
            return new Key("table", schema, relation, "");
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** How {@link SchemaObject#identity()} may name what would make it, without arguments. */
    List<String> entries() {
        String own = ObjectNames.withoutArguments(entry.identity());
        String relation = entry.schema() + "." + entry.relation();
        return entry.relation().isEmpty() || relation.equals(own) ? List.of(own) : List.of(own, relation);
    }

    /** The column for which something is set; empty for all else. */
    Optional<Key> column() {
        Matcher identity = IDENTITY.matcher(definition);
        String name = key.label().equals("identity") && identity.lookingAt()
                ? identity.group(1).replace("\"\"", "\"")
                : key.name();
        boolean isSet = key.label().startsWith("column ") || key.label().equals("identity");
        return isSet ? Optional.of(new Key("column", key.schema(), key.relation(), name)) : Optional.empty();
    }

    /** Whether it differs, and is nothing additional, when only the target has it. */
    boolean isSetting() {
        return SETTINGS.contains(key.label());
    }

    /** Whether it is a column that is never NULL. */
    boolean isColumnThatWantsValue() {
        return key.label().equals("column")
                && (definition.endsWith(" NOT NULL") || definition.endsWith(" NOT NULL NO INHERIT"));
    }

    /** Whether it is written with its table, so that it is missing when that is. */
    boolean isOfTable() {
        return key.label().startsWith("column")
                || Set.of("check constraint", "identity").contains(key.label());
    }

    /** Whether another definition does no harm. */
    boolean isOfNoConsequence() {
        return OF_NO_CONSEQUENCE.contains(key.label());
    }

    /** Whether the server finds its own words for some of it. */
    boolean holdsExpression() {
        return HOLDING_EXPRESSIONS.contains(key.label()) || holdsQuery() || definition.startsWith("EXCLUDE ");
    }

    /**
     * Whether the two mean different things, or may only be printed differently.
     *
     * @param printAlike whether both servers are of one major version
     */
    boolean surelyMeansOtherThan(SchemaPart other, boolean printAlike) {
        if (isOfNoConsequence() || (holdsQuery() && !printAlike)) {
            return false;
        }
        if (key.label().equals("trigger") && RESTING.matcher(other.definition).find()) {
            return !STATE.matcher(definition)
                    .replaceFirst("")
                    .equals(STATE.matcher(other.definition).replaceFirst(""));
        }
        return !holdsExpression() || !Skeleton.of(definition).equals(Skeleton.of(other.definition));
    }

    /** Whether it is a query, or holds one. */
    boolean holdsQuery() {
        return HOLDING_QUERIES.contains(key.label());
    }

    /** The definition for people, with quotes only around names that need them. */
    String readable() {
        return withoutNeedlessQuotes(definition);
    }

    static String withoutNeedlessQuotes(String sql) {
        return NEEDLESS_QUOTES
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? found.group() : found.group(1)));
    }
}
