package dev.planetfall.migration.check;

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
        return new CheckName("encoding", "How text is written", CheckGroup.TYPES_AND_FEATURES);
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
            return Finding.passed(id(), "Both databases write text as " + source + ".");
        }
        if (source.equals(ANYTHING) && !target.equals(ANYTHING)) {
            return Finding.warning(
                    id(),
                    "The source does not know how its text is written (SQL_ASCII), and PlanetScale takes only " + target
                            + ".",
                    "The copy of a table stops at the first text that is not valid " + target
                            + ". If programs with different settings wrote into this database, look for such text and mend"
                            + " it first.");
        }
        if (target.equals(ANYTHING)) {
            return Finding.warning(
                    id(),
                    "The PlanetScale database does not look at how text is written (SQL_ASCII).",
                    "Upper and lower case, lengths and sorting of letters outside English come out wrong. Make a database"
                            + " with the encoding UTF8 on PlanetScale and connect to that one.");
        }
        if (target.equals(EVERY_CHARACTER)) {
            return Finding.note(
                    id(),
                    "The source writes text as " + source + "; it is converted into " + target + " on the way.",
                    "Nothing to do. Texts with letters outside English need more bytes.");
        }
        return Finding.blocker(
                id(),
                "PlanetScale's database writes text as " + target
                        + ", which lacks characters that the source can hold as " + source + ".",
                "The copy stops at the first such character. Make a database with the encoding UTF8 on PlanetScale and"
                        + " connect to that one.");
    }
}
