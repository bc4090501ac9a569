package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.LargeObjects.LargeObject;
import dev.planetfall.postgres.LargeObjects.Piece;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Finds the pieces that differ between both servers, which work them out themselves, and has them written. */
final class LargeObjectComparison {
    private static final int PIECES_AT_ONCE = 500;

    private final LargeObjects there;
    private final LargeObjects here;
    private final LargeObjectWriter writer;
    private final ServerVersion oldest;
    private final Map<Long, LargeObject> objects = new HashMap<>();
    private final Set<Long> partial = new HashSet<>();
    private final List<Piece> pieces = new ArrayList<>();

    LargeObjectComparison(Session source, Session target, LargeObjectWriter writer) {
        there = new LargeObjects(source);
        here = new LargeObjects(target);
        this.writer = writer;
        oldest = new Catalog(source).version();
    }

    /**
     * Has the object compared, soon or in {@link #finish}.
     *
     * @param whole whether all of it was copied once
     * @param between is called again and again, and may throw to stop
     */
    void add(LargeObject object, boolean whole, Runnable between) {
        objects.put(object.oid(), object);
        if (!whole) {
            partial.add(object.oid());
        }
        for (long number = 0; number < object.pieces(); number++) {
            pieces.add(new Piece(object.oid(), number));
            if (pieces.size() >= PIECES_AT_ONCE) {
                between.run();
                compare();
            }
        }
    }

    /** Compares what waits. */
    void finish() {
        compare();
        here.among(objects.keySet()).stream()
                .filter(object -> object.bytes() > objects.get(object.oid()).bytes())
                .forEach(object -> writer.shorten(objects.get(object.oid())));
        partial.forEach(oid -> writer.end(objects.get(oid)));
        clear();
    }

    /** What waits is given up, as after an error. */
    void clear() {
        objects.clear();
        partial.clear();
        pieces.clear();
    }

    private void compare() {
        List<Piece> asked = List.copyOf(pieces);
        if (!asked.isEmpty()) {
            CompletableFuture<Map<Piece, String>> copied =
                    CompletableFuture.supplyAsync(() -> here.fingerprints(asked, oldest));
            Map<Piece, String> wanted;
            try {
                wanted = there.fingerprints(asked, oldest);
            } finally {
                // Neither session may be used while the other thread still does.
                copied.handle((result, problem) -> true).join();
            }
            Map<Piece, String> got = join(copied);
            asked.stream()
                    .filter(piece -> !wanted.get(piece).equals(got.get(piece)))
                    .forEach(piece -> writer.write(objects.get(piece.oid()), piece.number()));
        }
        pieces.clear();
    }

    private static <T> T join(CompletableFuture<T> future) {
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
