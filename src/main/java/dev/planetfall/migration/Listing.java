package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names of objects inside a sentence, of which there may be too many. */
public final class Listing {
    private static final int NAMED = 3;

    private Listing() {}

    /** {@code a, b, c and 4 more}. Where all of them can be read is the sentence's business. */
    public static String of(Collection<?> objects) {
        return of(objects, NAMED);
    }

    /** @param named how many are named at most */
    public static String of(Collection<?> objects, int named) {
        String listed = objects.stream().limit(named).map(Object::toString).collect(Collectors.joining(", "));
        int more = objects.size() - named;
        return more <= 0 ? listed : Messages.text("migration.listing.and-more", listed, Quantities.count(more));
    }
}
