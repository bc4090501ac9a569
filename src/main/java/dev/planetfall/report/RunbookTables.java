package dev.planetfall.report;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a migration, as far as the state knows them, each kind by name.
 *
 * @param replicated whose rows replication carries
 * @param unlogged whose rows it does not
 * @param unnamed as people read them, those whose exact name is not known: nothing can be written about them
 */
record RunbookTables(List<QualifiedName> replicated, List<QualifiedName> unlogged, List<String> unnamed) {
    private static final String PART = "(\"(?:[^\"]|\"\")+\"|[^\\s\".(]+)";
    private static final Pattern MADE =
            Pattern.compile("(?m)^CREATE (UNLOGGED )?TABLE (?:IF NOT EXISTS )?" + PART + "\\." + PART);
    private static final Pattern ONE_DOT = Pattern.compile("([^.]+)\\.([^.]+)");

    RunbookTables {
        replicated = List.copyOf(replicated);
        unlogged = List.copyOf(unlogged);
        unnamed = List.copyOf(unnamed);
    }

    /** A table of the schema; the name is empty where it is not known exactly. */
    private record Made(String said, Optional<QualifiedName> name, boolean isUnlogged) {
        static Made of(SchemaOutcome outcome, List<QualifiedName> exact) {
            String said = oneLine(outcome.name());
            Optional<Matcher> statement = Optional.of(MADE.matcher(outcome.asRead()))
                    .filter(Matcher::find)
                    .filter(found -> printed(name(found)).equals(said));
            List<QualifiedName> known =
                    exact.stream().filter(name -> printed(name).equals(said)).toList();
            return new Made(
                    said,
                    statement
                            .map(Made::name)
                            .or(() -> known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty())
                            .or(() -> parted(outcome.name())),
                    statement.map(found -> found.group(1) != null).orElse(false));
        }

        private static QualifiedName name(Matcher statement) {
            return QualifiedName.of(unquoted(statement.group(2)), unquoted(statement.group(3)));
        }
    }

    static RunbookTables of(MigrationState state) {
        Scope scope = state.plan().map(MigrationPlan::scope).orElse(Scope.EVERYTHING);
        List<QualifiedName> exact = exact(state);
        List<Made> made = tables(state, true)
                .map(outcome -> Made.of(outcome, exact))
                .filter(table -> table.name().map(scope::includes).orElse(true))
                .toList();
        Set<QualifiedName> replicated = named(made, false);
        Set<QualifiedName> unlogged = named(made, true);
        Set<String> absent =
                tables(state, false).map(outcome -> oneLine(outcome.name())).collect(Collectors.toSet());
        exact.stream()
                .filter(name -> !unlogged.contains(name) && !absent.contains(printed(name)))
                .forEach(replicated::add);
        return new RunbookTables(
                List.copyOf(replicated),
                List.copyOf(unlogged),
                made.stream()
                        .filter(table -> table.name().isEmpty())
                        .map(Made::said)
                        .toList());
    }

    private static Stream<SchemaOutcome> tables(MigrationState state, boolean there) {
        return state.schema().stream()
                .filter(outcome ->
                        outcome.kind().equals("TABLE") && outcome.result().isThere() == there);
    }

    boolean isEmpty() {
        return replicated.isEmpty() && unlogged.isEmpty() && unnamed.isEmpty();
    }

    /** By name. */
    List<QualifiedName> all() {
        return Stream.concat(replicated.stream(), unlogged.stream()).sorted().toList();
    }

    private static Set<QualifiedName> named(List<Made> made, boolean unlogged) {
        return made.stream()
                .filter(table -> table.isUnlogged() == unlogged)
                .flatMap(table -> table.name().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of what was measured and compared, whose names need no guess. */
    private static List<QualifiedName> exact(MigrationState state) {
        return Stream.concat(
                        state.verification().stream()
                                .flatMap(verification -> verification.tables().stream())
                                .map(TableComparison::table),
                        state.replication().stream()
                                .flatMap(status -> status.tables().stream())
                                .map(TableCopy::table))
                .distinct()
                .toList();
    }

    /** As readers of a schema name a table: without quotes, so that a dot may be part of a name. */
    private static String printed(QualifiedName table) {
        return oneLine(table.schema().name() + "." + table.name().name());
    }

    /** pg_dump says names in one line. */
    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private static Optional<QualifiedName> parted(String name) {
        Matcher parts = ONE_DOT.matcher(name);
        return parts.matches() ? Optional.of(QualifiedName.of(parts.group(1), parts.group(2))) : Optional.empty();
    }

    private static String unquoted(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part;
    }
}
