package dev.planetfall.migration.check;

import dev.planetfall.migration.Quantities;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names of objects inside a sentence. */
final class Listing {
    private static final int NAMED = 3;

    private Listing() {}

    /** {@code a, b, c and 4 more}: all of them are in the finding's details. */
    static String of(Collection<?> objects) {
        List<String> names = objects.stream().map(Object::toString).toList();
        String listed = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? listed : listed + " and " + Quantities.count(names.size() - NAMED) + " more";
    }
}
