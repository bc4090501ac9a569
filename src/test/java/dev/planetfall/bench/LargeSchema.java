package dev.planetfall.bench;

import dev.planetfall.postgres.Database;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A schema of any size. Of ten tables one is partitioned, three are its partitions and six stand by themselves, with serial
 * or identity keys, foreign keys, checks, defaults and comments. Every table has three indexes.
 */
final class LargeSchema {
    private static final int TABLES_A_BLOCK = 10;
    private static final int BLOCKS_A_BATCH = 25;
    static final int INDEXES_A_TABLE = 3;

    private static final String PARTITIONED = """
            CREATE TABLE big.events_%1$d (id bigint NOT NULL, at date NOT NULL, kind text DEFAULT 'none' NOT NULL, code text,
              PRIMARY KEY (id, at), UNIQUE (code, at)) PARTITION BY RANGE (at);
            CREATE INDEX events_%1$d_kind ON big.events_%1$d (kind);
            COMMENT ON TABLE big.events_%1$d IS 'It''s number %1$d';
            """;

    private static final String PARTITION = """
            CREATE TABLE big.events_%1$d_in_202%2$d PARTITION OF big.events_%1$d
              FOR VALUES FROM ('202%2$d-01-01') TO ('202%2$d-12-31');
            """;

    private static final String WITH_SERIAL = """
            CREATE TABLE big.orders_%1$d_%2$d (id bigserial PRIMARY KEY, code text UNIQUE, total numeric(12, 2) DEFAULT 0 NOT NULL,
              placed timestamptz DEFAULT now(), body jsonb, CHECK (total >= 0));
            CREATE INDEX orders_%1$d_%2$d_placed ON big.orders_%1$d_%2$d (placed DESC) WHERE total > 0;
            COMMENT ON COLUMN big.orders_%1$d_%2$d.total IS 'without tax';
            """;

    private static final String WITH_IDENTITY = """
            CREATE TABLE big.lines_%1$d_%2$d (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE,
              placed bigint NOT NULL REFERENCES big.orders_%1$d_%2$d ON DELETE CASCADE,
              total int GENERATED ALWAYS AS (amount * 2) STORED, amount int CONSTRAINT lines_%1$d_%2$d_some CHECK (amount > 0));
            CREATE INDEX lines_%1$d_%2$d_name ON big.lines_%1$d_%2$d (lower(name), placed);
            """;

    private LargeSchema() {}

    /** Adds tables with these numbers to schema {@code big}, which is made with the first. Both ends are whole tens. */
    static void create(Database database, int from, int to) {
        database.useSession(session -> session.execute("CREATE SCHEMA IF NOT EXISTS big"));
        int end = to / TABLES_A_BLOCK;
        for (int batch = from / TABLES_A_BLOCK; batch < end; batch += BLOCKS_A_BATCH) {
            String sql = IntStream.range(batch, Math.min(end, batch + BLOCKS_A_BATCH))
                    .mapToObj(LargeSchema::block)
                    .collect(Collectors.joining());
            database.withScriptSession(session -> {
                session.execute(sql);
                return true;
            });
        }
    }

    private static String block(int number) {
        StringBuilder sql = new StringBuilder(PARTITIONED.formatted(number));
        for (int each = 1; each <= 3; each++) {
            sql.append(PARTITION.formatted(number, each))
                    .append(WITH_SERIAL.formatted(number, each))
                    .append(WITH_IDENTITY.formatted(number, each));
        }
        return sql.toString();
    }
}
