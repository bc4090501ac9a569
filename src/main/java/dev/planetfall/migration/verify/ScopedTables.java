package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Table;
import java.util.List;

/** The tables whose rows belong to the migration: in scope, and holding rows of their own. */
final class ScopedTables {
    private ScopedTables() {}

    static List<Table> of(MigrationContext context) {
        return context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .filter(table -> context.plan().scope().includes(table.name()))
                                .filter(table -> table.kind() != Table.Kind.PARTITIONED && !table.extensionMember())
                                .toList());
    }
}
