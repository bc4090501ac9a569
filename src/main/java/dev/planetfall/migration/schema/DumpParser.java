package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.SchemaObject.Section;
import dev.planetfall.migration.schema.StatementSplitter.Piece;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a plain-text schema dump as it comes: the comment before each entry tells what the statements after it make.
 *
 * <p>Settings ({@code SET}, {@code set_config}) and psql's own commands are dropped: {@link SchemaApplier} makes its own
 * settings, which every version knows, while a dump of version 17 sets some that an older server does not have.
 */
final class DumpParser {
    /** Greedy, so that a name that imitates the rest of the line stays part of the name. */
    private static final Pattern ENTRY =
            Pattern.compile("-- Name: (.*); Type: ([A-Z ]+); Schema: (.*); Owner: .*", Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile(
            "(SET\\s|SELECT\\s+(pg_catalog|\"pg_catalog\")\\.\"?set_config\"?\\s*\\().*", Pattern.DOTALL);

    /** In every database from the start; pg_dump leaves it out, but not when it quotes all names. */
    private static final String INITIAL_COMMENT = "COMMENT ON SCHEMA \"public\" IS 'standard public schema'";

    /** Kinds that pg_dump writes only after the data; whatever follows the first of them does, too. */
    private static final Set<String> POST_DATA = Set.of(
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "FK CONSTRAINT",
            "INDEX",
            "INDEX ATTACH",
            "STATISTICS",
            "RULE",
            "TRIGGER",
            "EVENT TRIGGER",
            "POLICY",
            "ROW SECURITY");

    private final List<SchemaObject> objects = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private Optional<Matcher> entry = Optional.empty();
    private Section section = Section.PRE_DATA;

    private DumpParser() {}

    static List<SchemaObject> parse(Reader dump) {
        DumpParser parser = new DumpParser();
        StatementSplitter splitter = new StatementSplitter(dump);
        Optional<Piece> piece = splitter.next();
        while (piece.isPresent()) {
            parser.accept(piece.get());
            piece = splitter.next();
        }
        parser.finishEntry();
        return List.copyOf(parser.objects);
    }

    private void accept(Piece piece) {
        switch (piece.kind()) {
            case COMMENT -> startEntry(ENTRY.matcher(piece.text()));
            case STATEMENT -> {
                if (isOfUse(piece.text())) {
                    statements.add(piece.text());
                }
            }
            case META_COMMAND -> {}
        }
    }

    private static boolean isOfUse(String sql) {
        return !sql.isEmpty()
                && !sql.equals(INITIAL_COMMENT)
                && !SETTING.matcher(sql).matches();
    }

    private void startEntry(Matcher found) {
        if (found.matches()) {
            finishEntry();
            entry = Optional.of(found);
        }
    }

    /** An entry can be empty: pg_dump lists the schema public and says in a comment that it does not create it. */
    private void finishEntry() {
        if (!statements.isEmpty()) {
            String kind = entry.map(found -> found.group(2)).orElse("STATEMENT");
            String schema = entry.map(found -> found.group(3)).orElse("-");
            String name = entry.map(found -> found.group(1)).orElse("without a name");
            section = POST_DATA.contains(kind) ? Section.POST_DATA : section;
            objects.add(new SchemaObject(kind, schema.equals("-") ? "" : schema, name, section, statements));
            statements.clear();
        }
    }
}
