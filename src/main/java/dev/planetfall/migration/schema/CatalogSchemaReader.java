package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.schema.SchemaObject.Section;
import dev.planetfall.migration.schema.SchemaReading.NotCarried;
import dev.planetfall.migration.schema.catalog.Address;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the schema from the catalogs of the source, so that no program but this one is needed. */
public final class CatalogSchemaReader implements SchemaReader {
    @Override
    public SchemaReading read(MigrationContext context) {
        ServerVersion target = context.target().withReadOnlySession(session -> new Catalog(session).version());
        return reading(
                CatalogReading.of(context.source(), target, context.plan().scope(), context::report));
    }

    /** @param target whose words the statements may use */
    static SchemaReading read(Database server, ServerVersion target, Scope scope) {
        return reading(CatalogReading.of(server, target, scope));
    }

    private static SchemaReading reading(CatalogReading reading) {
        return new SchemaReading(
                objects(reading.objects()),
                reading.notCarried().stream()
                        .map(entry -> new NotCarried(key(entry), entry.reason()))
                        .toList());
    }

    /** In the order of creation the first object that comes after the rows ends what comes before them. */
    private static List<SchemaObject> objects(List<CatalogEntry> entries) {
        Map<Address, SchemaObject.Key> keys = new HashMap<>();
        entries.forEach(entry -> keys.put(entry.address(), key(entry)));
        List<SchemaObject> objects = new ArrayList<>();
        Section section = Section.PRE_DATA;
        for (CatalogEntry entry : entries) {
            section = entry.isPostData() ? Section.POST_DATA : section;
            objects.add(new SchemaObject(
                    entry.kind(),
                    entry.schema(),
                    entry.name(),
                    section,
                    entry.statements(),
                    entry.needs().stream()
                            .flatMap(needed -> Optional.ofNullable(keys.get(needed)).stream())
                            .collect(Collectors.toSet())));
        }
        return objects;
    }

    private static SchemaObject.Key key(CatalogEntry entry) {
        return new SchemaObject.Key(entry.kind(), entry.identity());
    }
}
