package dev.planetfall.migration.verify;

import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A session on each server, which are asked at the same time. Used by one thread, which waits for both answers. */
record TwoSessions(Session source, Session target, Executor beside) {
    Session on(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    <T> Both<T> ask(Function<Session, T> ofSource, Function<Session, T> ofTarget) {
        CompletableFuture<T> there = CompletableFuture.supplyAsync(() -> ofTarget.apply(target), beside);
        try {
            T here = ofSource.apply(source);
            return new Both<>(here, join(there));
        } finally {
            // The session must not be used, or closed, while it is still being asked.
            there.handle((answer, problem) -> true).join();
        }
    }

    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
