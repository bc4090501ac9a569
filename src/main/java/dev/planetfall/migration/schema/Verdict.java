package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the target took an object or one statement of it.
 *
 * @param waitsFor objects that are not there and are needed
 * @param existed whether it was there before, so that its definition may be another
 */
record Verdict(Result result, String message, List<SchemaKey> waitsFor, boolean existed) {
    static final Verdict CREATED = new Verdict(Result.CREATED, "");
    static final Verdict UNCHANGED = new Verdict(Result.ALREADY_THERE, "");
    static final Verdict EXISTED = new Verdict(Result.ALREADY_THERE, "", List.of(), true);
    static final Verdict WITHOUT_PROMISES =
            new Verdict(Result.CREATED, Messages.text("schema.verdict.it-was-made-without-leakproof"));

    Verdict(Result result, String message) {
        this(result, message, List.of(), false);
    }

    Verdict saying(UnaryOperator<String> words) {
        return new Verdict(result, words.apply(message), waitsFor, existed);
    }

    /** Whether the object is not there as it should be. */
    boolean isBad() {
        return !result.isThere();
    }
}
