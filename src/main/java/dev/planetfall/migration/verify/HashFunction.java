package dev.planetfall.migration.verify;

import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;

/**
 * How a text becomes a number of 64 bits. Which of them both servers compute alike is tried and not assumed: versions, and
 * processors with another order of bytes, may differ, and a server may forbid MD5.
 */
enum HashFunction {
    /** From version 11 on; several times as quick as MD5 where rows are short. */
    EXTENDED {
        @Override
        String of(String text) {
            return "hashtextextended(" + text + " COLLATE \"C\", 0)";
        }
    },
    /** The first 64 bits of MD5, the same everywhere. */
    MD5 {
        @Override
        String of(String text) {
            return "('x' || substr(md5(" + text + "), 1, 16))::bit(64)::bigint";
        }
    };

    /** Texts of many different lengths, the empty one among them. */
    private static final String SAMPLES = "repeat(chr(97 + g % 26) || g::text, g % 40)";

    /** An expression of type {@code bigint}. */
    abstract String of(String text);

    /** The first that both servers have and compute alike. */
    static Optional<HashFunction> bothHave(Session source, Session target) {
        return List.of(values()).stream()
                .filter(function -> {
                    Optional<String> there = function.sampled(source);
                    return there.isPresent() && there.equals(function.sampled(target));
                })
                .findFirst();
    }

    private Optional<String> sampled(Session session) {
        try {
            return Optional.of(session.queryOne(
                    "SELECT string_agg((" + of(SAMPLES) + ")::text, ',' ORDER BY g) AS sampled"
                            + " FROM generate_series(1, 200) AS g",
                    row -> row.text("sampled")));
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
