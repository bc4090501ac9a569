package dev.planetfall.report;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a migration whose rows are replicated, by name, as far as the state knows them. */
final class RunbookTables {
    private static final Pattern NAME =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^\".]+)\\.(\"(?:[^\"]|\"\")+\"|[^\".]+)");
    private static final String UNLOGGED = "CREATE UNLOGGED ";

    private RunbookTables() {}

    static List<QualifiedName> of(MigrationState state) {
        Scope scope = state.plan().map(MigrationPlan::scope).orElse(Scope.EVERYTHING);
        List<QualifiedName> made = state.schema().stream()
                .filter(outcome ->
                        outcome.kind().equals("TABLE") && outcome.result().isThere())
                .filter(outcome -> !isUnlogged(outcome))
                .flatMap(outcome -> parsed(outcome.name()).stream())
                .filter(scope::includes)
                .distinct()
                .sorted()
                .toList();
        return made.isEmpty() ? compared(state) : made;
    }

    private static List<QualifiedName> compared(MigrationState state) {
        return state.verification().stream()
                .flatMap(verification -> verification.tables().stream())
                .map(TableComparison::table)
                .sorted()
                .toList();
    }

    private static boolean isUnlogged(SchemaOutcome outcome) {
        return outcome.sql().stripLeading().toUpperCase(Locale.ROOT).startsWith(UNLOGGED);
    }

    /** As {@link QualifiedName#toString} writes it. */
    private static Optional<QualifiedName> parsed(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(QualifiedName.of(unquoted(parts.group(1)), unquoted(parts.group(2))))
                : Optional.empty();
    }

    private static String unquoted(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part;
    }
}
