package dev.planetfall.migration.schema;

import java.util.List;

/**
 * What a {@link SchemaReader} found.
 *
 * @param objects in an order in which they can be created
 * @param notCarried what is not carried over, each with its reason
 */
public record SchemaReading(List<SchemaObject> objects, List<NotCarried> notCarried) {
    public SchemaReading {
        objects = List.copyOf(objects);
        notCarried = List.copyOf(notCarried);
    }

    /**
     * An object that is not carried over.
     *
     * @param reason one sentence
     */
    public record NotCarried(SchemaObject.Key key, String reason) {}
}
