package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which objects are deliberately not carried over, and why. Remembers what was left out, because what is built upon
 * that is left out, too.
 */
final class LeftOut {
    private static final Set<SqlState> SOMETHING_IS_MISSING = Set.of(
            SqlState.UNDEFINED_TABLE,
            SqlState.UNDEFINED_OBJECT,
            SqlState.UNDEFINED_FUNCTION,
            SqlState.INVALID_SCHEMA_NAME);

    /** As they stand in SQL: the reader lets pg_dump quote every name. */
    private final List<String> missing = new ArrayList<>();

    LeftOut(Scope scope) {
        missing.add(Scope.OWN_SCHEMA.quoted());
        scope.excludedSchemas().forEach(schema -> missing.add(schema.quoted()));
        scope.excludedTables().forEach(table -> missing.add(table.quoted()));
    }

    /** Why it is not even tried. */
    Optional<String> beforehand(SchemaObject object) {
        if (object.statements().stream().allMatch(sql -> sql.startsWith("COMMENT ON EXTENSION "))) {
            return Optional.of(Messages.text("schema.left-out.only-the-owner-of-an"));
        }
        if (isUserMapping(object)) {
            return Optional.of(Messages.text("schema.left-out.a-user-mapping-can-hold"));
        }
        return Optional.empty();
    }

    /** Why this failure does not count. */
    Optional<String> afterwards(SchemaObject object, String sql, DatabaseException failure) {
        SqlState state = failure.state();
        if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return forbidden(object);
        }
        Optional<String> reason = SOMETHING_IS_MISSING.contains(state)
                ? missing.stream().filter(sql::contains).findFirst().map(LeftOut::dependsOn)
                : Optional.empty();
        reason.ifPresent(known -> remember(object));
        return reason;
    }

    /** What may stand in a report; a user mapping's statement can hold a password. */
    static String reportable(SchemaObject object) {
        return isUserMapping(object) ? "" : object.sql();
    }

    private static boolean isUserMapping(SchemaObject object) {
        return object.statements().stream().anyMatch(sql -> sql.startsWith("CREATE USER MAPPING "));
    }

    private static Optional<String> forbidden(SchemaObject object) {
        return switch (object.kind()) {
            case "COMMENT" -> Optional.of(Messages.text("schema.left-out.the-planetscale-role-may-not"));
            case "EVENT TRIGGER" -> Optional.of(Messages.text("schema.left-out.event-triggers-need-a-superuser"));
            default -> Optional.empty();
        };
    }

    private static String dependsOn(String name) {
        return Messages.text("schema.left-out.it-needs-which-is-not", name);
    }

    private void remember(SchemaObject object) {
        String ownName = object.name().replaceFirst("\\(.*", "");
        if (!object.schema().isEmpty() && !ownName.isEmpty()) {
            missing.add(new Identifier(object.schema()).quoted() + "." + new Identifier(ownName).quoted());
        }
    }
}
