package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedSqlTest {
    @Test
    void hidesEveryValueAndKeepsNames() {
        assertThat(MaskedSql.withoutValues("""
                INSERT INTO "s'1"."t 2" (a1, b)  -- it's a note
                VALUES (12, 'it''s', E'a\\'b', 1.5e3, $$x'y$$, /* 'no' */ $t$ $$ $t$)"""))
                .isEqualTo(
                        "INSERT INTO \"s'1\".\"t 2\" (a1, b) VALUES (\u2026, '\u2026', E'\u2026', \u2026, $$\u2026$$,"
                                + " $t$\u2026$t$)");
    }

    @Test
    void keepsNumbersWhereOnlyTextsMayHoldASecret() {
        assertThat(MaskedSql.withoutTexts("CREATE ROLE r PASSWORD 'x' CONNECTION LIMIT 5"))
                .isEqualTo("CREATE ROLE r PASSWORD '\u2026' CONNECTION LIMIT 5");
    }

    @Test
    void keepsConstantsButNoBodies() {
        assertThat(MaskedSql.withoutBodies("CREATE TABLE t (a text DEFAULT 'x''y', b int DEFAULT f($1)) $$secret$$"))
                .isEqualTo("CREATE TABLE t (a text DEFAULT 'x''y', b int DEFAULT f($1)) $$\u2026$$");
    }

    @Test
    void hidesTheRestOfATextThatEndsTooEarly() {
        assertThat(MaskedSql.withoutValues("SELECT 'abc")).isEqualTo("SELECT '\u2026'");
        assertThat(MaskedSql.withoutValues("SELECT $a$abc")).isEqualTo("SELECT $a$\u2026$a$");
        assertThat(MaskedSql.withoutValues("SELECT 1 /* abc")).isEqualTo("SELECT \u2026");
        assertThat(MaskedSql.withoutValues("SELECT E'abc\\")).isEqualTo("SELECT E'\u2026'");
    }

    @Test
    void readsALongTextAtOnce() {
        String quotes = "''".repeat(500_000);
        assertThat(MaskedSql.withoutValues("SELECT '" + quotes + "'")).isEqualTo("SELECT '\u2026'");
    }
}
