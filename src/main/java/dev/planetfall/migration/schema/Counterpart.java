package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds in a comparison what the target has for an object of the schema, or has not. */
final class Counterpart {
    private final SchemaComparison comparison;
    private final Map<String, Missing> missing = new HashMap<>();

    Counterpart(SchemaComparison comparison) {
        this.comparison = comparison;
        comparison.missing().forEach(part -> missing.put(plain(part.what()), part));
    }

    /** That the target lacks the object itself, and not only a part of it. */
    Optional<Missing> missing(SchemaOutcome object) {
        String label = object.kind().toLowerCase(Locale.ROOT).replaceFirst("^fk ", "");
        return Optional.ofNullable(missing.get(plain(label + " " + object.name())));
    }

    /** What only the target has, by the object's name, such as {@code view public.t}. */
    Optional<String> namesake(SchemaOutcome object) {
        return comparison.additional().stream()
                .map(only -> only.part().key().toString())
                .filter(what -> ObjectNames.isAbout(what, object.name()))
                .findFirst();
    }

    /** Whether an edit made something of the object's name, and the target has nothing of that name any more. */
    boolean isGone(SchemaOutcome edited) {
        return edited.differences().isEmpty()
                && missing(edited).isPresent()
                && namesake(edited).isEmpty();
    }

    /** A comparison puts a point between the names of a table and what belongs to it, a reader a blank. */
    private static String plain(String what) {
        return what.replace(' ', '.');
    }
}
