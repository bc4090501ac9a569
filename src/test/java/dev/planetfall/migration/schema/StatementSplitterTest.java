package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.schema.StatementSplitter.Piece;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {
    @Test
    void cutsAtSemicolonsAndForgetsThem() {
        assertThat(split("SELECT 1;\n\n  SELECT 2 ;SELECT 3"))
                .containsExactly(statement("SELECT 1"), statement("SELECT 2"), statement("SELECT 3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; fine'",
                "SELECT 'back\\', 'slash;'",
                "SELECT E'it\\'s; one', e'a''b\\\\;'",
                "SELECT U&'\\0061;', B'1', X'F', N'n;'",
                "CREATE TABLE \"a;\"\"b;\" (\"c;\nd\" int)",
                "SELECT $$ a; ' \" $x$ ; $$, $x$ $$;$x $x$",
                "SELECT $_$ a; $$ b; $_$",
                "SELECT a$b$c, d$b$ FROM t WHERE 1$x",
                "SELECT price$ FROM t WHERE id = $1",
                "SELECT 1 -- a; 'comment\n + 2",
                "SELECT 1 /* a; /* nested; */ ' */ + 2",
                "SELECT 5 - 3 / 2 -/* ; */ 1",
                "SELECT a ? 'b;', c ?| d, '{fn now()}'::text, x::int",
                "CREATE RULE r AS ON INSERT TO v DO INSTEAD ( INSERT INTO s VALUES (1);\n DELETE FROM s;\n)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "create or replace procedure p() language sql\n begin atomic insert into t values (';'); end",
                "CREATE FUNCTION f(x int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN x > 1 THEN (CASE x WHEN 2 THEN 1 END)"
                        + " ELSE CASE x WHEN 1 THEN 2 END END AS \"end;\"; SELECT 3; END",
                "CREATE FUNCTION \"begin\"() RETURNS int RETURN CASE 1 WHEN 1 THEN 2 END",
                "CREATE FUNCTION begin(atomic int) RETURNS int LANGUAGE sql AS $$ SELECT 1; $$",
                "CREATE TABLE größe (straße text DEFAULT 'ü;')"
            })
    void keepsSemicolonsInsideOfAStatement(String sql) {
        assertThat(split(sql + ";\nSELECT 'next'")).containsExactly(statement(sql), statement("SELECT 'next'"));
    }

    @Test
    void beginAsAStatementOfItsOwnEndsAtItsSemicolon() {
        assertThat(split("BEGIN; SELECT 1; END;"))
                .containsExactly(statement("BEGIN"), statement("SELECT 1"), statement("END"));
    }

    @Test
    void tellsCommentsBetweenStatementsFromThoseInside() {
        assertThat(split("-- first\n/* second; */ SELECT 1 -- inside\n;\n--\n"))
                .containsExactly(
                        new Piece(Piece.Kind.COMMENT, "-- first"),
                        new Piece(Piece.Kind.COMMENT, "/* second; */"),
                        statement("SELECT 1 -- inside"),
                        new Piece(Piece.Kind.COMMENT, "--"));
    }

    @Test
    void recognisesCommandsToPsqlOnlyBetweenStatements() {
        assertThat(split("\\restrict a;b'c\nSELECT '\n\\restrict x\n';\n\\unrestrict a"))
                .containsExactly(
                        new Piece(Piece.Kind.META_COMMAND, "\\restrict a;b'c"),
                        statement("SELECT '\n\\restrict x\n'"),
                        new Piece(Piece.Kind.META_COMMAND, "\\unrestrict a"));
    }

    @Test
    void endsQuietlyInsideOfAnUnfinishedString() {
        assertThat(split("SELECT 'never ends;")).containsExactly(statement("SELECT 'never ends;"));
        assertThat(split("SELECT $a$ never ends;")).containsExactly(statement("SELECT $a$ never ends;"));
        assertThat(split("  \n ")).isEmpty();
    }

    private static Piece statement(String sql) {
        return new Piece(Piece.Kind.STATEMENT, sql);
    }

    private static List<Piece> split(String script) {
        StatementSplitter splitter = new StatementSplitter(new StringReader(script));
        List<Piece> pieces = new ArrayList<>();
        Optional<Piece> piece = splitter.next();
        while (piece.isPresent()) {
            pieces.add(piece.get());
            piece = splitter.next();
        }
        return pieces;
    }
}
