package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by the server's code what a refusal means. Where one code stands for several causes, the statement and what the two
 * servers have decide; only a missing role must be told by the message, and in another language counts as any failure.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class FailureKinds {
    /** What {@code CREATE EXTENSION} fails with where the extension, its version or the right to make it is missing. */
    private static final Set<SqlState> NO_EXTENSION = Set.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            SqlState.UNDEFINED_FILE,
            SqlState.INSUFFICIENT_PRIVILEGE,
            SqlState.UNDEFINED_OBJECT,
            SqlState.INVALID_PARAMETER_VALUE);

    private static final Pattern NO_ROLE = Pattern.compile("role \".*\" does not exist", Pattern.DOTALL);

    private final MissingExtensions extensions;
    private final UnqualifiedNames names;

    FailureKinds(MissingExtensions extensions, UnqualifiedNames names) {
        this.extensions = extensions;
        this.names = names;
    }

    Verdict of(String sql, DatabaseException failure) {
        SqlState state = failure.state();
        String said = String.valueOf(failure.getMessage());
        if (sql.startsWith("CREATE EXTENSION ") && NO_EXTENSION.contains(state)) {
            return new Verdict(Result.MISSING_EXTENSION, said);
        }
        if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return new Verdict(Result.NOT_ALLOWED, said);
        }
        if (state.equals(SqlState.DISK_FULL)) {
            return new Verdict(Result.DISK_FULL, said);
        }
        if (state.equals(SqlState.UNDEFINED_FILE)) {
            return new Verdict(Result.MISSING_EXTENSION, said);
        }
        if (state.equals(SqlState.UNDEFINED_OBJECT) && NO_ROLE.matcher(said).find()) {
            return new Verdict(Result.MISSING_ROLE, said);
        }
        Optional<String> extension = namesNothing(state) ? extensions.neededBy(sql) : Optional.empty();
        return extension
                .map(name -> new Verdict(
                        Result.MISSING_EXTENSION,
                        Messages.text("schema.failure-kinds.on-the-source-this-belongs", said, name)))
                .orElseGet(() -> new Verdict(Result.FAILED, said + names.hint(failure)));
    }

    /** Whether the statement names something that is not there. */
    static boolean namesNothing(SqlState state) {
        return Set.of(
                        SqlState.UNDEFINED_TABLE,
                        SqlState.UNDEFINED_OBJECT,
                        SqlState.UNDEFINED_FUNCTION,
                        SqlState.INVALID_SCHEMA_NAME)
                .contains(state);
    }
}
