package dev.planetfall.faults;

/** Where in a copy a fault strikes. A row that is special to a stage waits there until its gate is opened. */
enum Stage {
    /** In the middle of the rows of one table. */
    COPYING("rows are copied", 0),
    /** In the middle of an index. */
    INDEXING("indexes are built", 1),
    /** The rows are there, and a change that came meanwhile is being applied. */
    CATCHING_UP("changes catch up", 2),
    /** The rows are there, writers are stopped, and the program is closed. */
    FROZEN("writers are stopped", 3);

    /** The row of the table {@code gated} that waits in this stage; negative ones are written while others are copied. */
    static final int COPIED_ROW = 4_000;

    static final int INDEXED_ROW = 3_000;
    static final int APPLIED_ROW = -1;

    /**
     * A table that is like any other where nobody holds a gate. It must be the same on both servers, so the waiting is written
     * into its check and its index. Nothing waits for a lock, because waits for locks are limited while indexes are built.
     */
    static final String GATED_TABLE = """
            CREATE FUNCTION gate(key int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
            BEGIN
              WHILE NOT pg_try_advisory_xact_lock_shared(4242, key) LOOP
                PERFORM pg_sleep(0.02);
              END LOOP;
              RETURN true;
            END $$;
            CREATE FUNCTION gate_of_row(id int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
            BEGIN
              RETURN CASE id WHEN %d THEN public.gate(0) WHEN %d THEN public.gate(2) ELSE true END;
            END $$;
            CREATE FUNCTION gate_of_index(id int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
            BEGIN
              RETURN CASE id WHEN %d THEN public.gate(1) ELSE true END;
            END $$;
            CREATE TABLE gated (id int PRIMARY KEY CHECK (gate_of_row(id)), filling text);
            INSERT INTO gated SELECT n, repeat(md5(n::text), 8) FROM generate_series(1, 8000) n;
            CREATE INDEX gated_slowly ON gated (gate_of_index(id), filling);
            """.formatted(COPIED_ROW, APPLIED_ROW, INDEXED_ROW);

    private final String words;
    private final int key;

    Stage(String words, int key) {
        this.words = words;
        this.key = key;
    }

    /** What {@code gate(key)} waits for. */
    int key() {
        return key;
    }

    @Override
    public String toString() {
        return words;
    }
}
