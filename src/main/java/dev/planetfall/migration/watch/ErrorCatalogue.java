package dev.planetfall.migration.watch;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Errors that migrations meet, in the order in which they are recognised: the special before the general. By their words first, as
 * one code stands for many errors; by their codes where the words are another language's.
 */
public final class ErrorCatalogue {
    private static final List<KnownError> ALL = Stream.of(
                    SlotErrors.ALL, TableErrors.ALL, RightErrors.ALL, ServerErrors.ALL)
            .flatMap(List::stream)
            .toList();

    private ErrorCatalogue() {}

    /** Every meaning there is. */
    public static List<ErrorMeaning> meanings() {
        return ALL.stream().map(KnownError::meaning).distinct().toList();
    }

    /** @param message may be a line of a server's log, or a sentence that quotes the server */
    public static Optional<ErrorMeaning> of(String message) {
        return of(SqlState.NONE, message);
    }

    public static Optional<ErrorMeaning> of(SqlState state, String message) {
        return ALL.stream()
                .filter(known -> known.isSaidBy(message))
                .findFirst()
                .or(() -> ALL.stream().filter(known -> known.isCodedBy(state)).findFirst())
                .map(KnownError::meaning);
    }

    /** Of the server's error behind a failure, however deep; otherwise of the failure's own words. */
    public static Optional<ErrorMeaning> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException refused) {
                return of(refused.state(), String.valueOf(refused.getMessage()));
            }
        }
        return of(String.valueOf(failure.getMessage()));
    }
}
