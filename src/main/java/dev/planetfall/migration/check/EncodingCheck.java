package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Database;
import java.util.function.Consumer;

/**
 * How both databases write text. Replication converts from one encoding into the other, as far as the other has the
 * characters.
 *
 * @see <a href="https://www.postgresql.org/docs/current/multibyte.html">Character set support</a>
 */
final class EncodingCheck implements Check {
    private static final String ENCODING = "SELECT current_setting('server_encoding') AS encoding";

    /** The encoding that is none: the server stores bytes and never looks at them. */
    private static final String ANYTHING = "SQL_ASCII";

    private static final String EVERY_CHARACTER = "UTF8";

    @Override
    public CheckName name() {
        return new CheckName(
                "encoding", Messages.text("check.encoding.how-text-is-written"), CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String source = encoding(context.source());
        String target = encoding(context.target());
        findings.accept(judge(source, target));
    }

    private static String encoding(Database database) {
        return database.withReadOnlySession(session -> session.queryOne(ENCODING, row -> row.text("encoding")));
    }

    private Finding judge(String source, String target) {
        if (source.equals(target) && !source.equals(ANYTHING)) {
            return Finding.passed(id(), Messages.text("check.encoding.both-databases-write-text-as", source));
        }
        if (source.equals(ANYTHING) && !target.equals(ANYTHING)) {
            return Finding.warning(
                    id(),
                    Messages.text("check.encoding.the-source-does-not-know", target),
                    Messages.text("check.encoding.the-copy-of-a-table", target));
        }
        if (target.equals(ANYTHING)) {
            return Finding.warning(
                    id(),
                    Messages.text("check.encoding.the-planetscale-database-does-not"),
                    Messages.text("check.encoding.upper-and-lower-case-lengths"));
        }
        if (target.equals(EVERY_CHARACTER)) {
            return Finding.note(
                    id(),
                    Messages.text("check.encoding.the-source-writes-text-as", source, target),
                    Messages.text("check.encoding.nothing-to-do-texts-with"));
        }
        return Finding.blocker(
                id(),
                Messages.text("check.encoding.planetscales-database-writes-text-as", target, source),
                Messages.text("check.encoding.the-copy-stops-at-the"));
    }
}
