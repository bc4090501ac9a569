package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.StatementSplitter.Piece;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts what a person wrote into statements, as psql would. */
final class Statements {
    private Statements() {}

    /** Without final semicolons, comments between them and psql's own commands. */
    static List<String> of(String script) {
        List<String> statements = new ArrayList<>();
        StatementSplitter splitter = new StatementSplitter(new StringReader(script));
        Optional<Piece> piece = splitter.next();
        while (piece.isPresent()) {
            if (piece.get().kind() == Piece.Kind.STATEMENT
                    && !piece.get().text().isBlank()) {
                statements.add(piece.get().text());
            }
            piece = splitter.next();
        }
        return List.copyOf(statements);
    }
}
