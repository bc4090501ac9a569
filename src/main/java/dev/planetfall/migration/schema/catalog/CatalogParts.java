package dev.planetfall.migration.schema.catalog;

import java.util.List;

/** All parts. Objects of equal rank are created in this order, and by name within a part. */
final class CatalogParts {
    static final List<CatalogPart> ALL = List.of(
            new Schemas(),
            new Extensions(),
            new Collations(),
            new SuperuserObjects(),
            new ForeignData(),
            new EnumTypes(),
            new CompositeTypes(),
            new Domains(),
            new RangeTypes(),
            new Routines(),
            new Aggregates(),
            new Operators(),
            new Casts(),
            new Conversions(),
            new TextSearchDictionaries(),
            new TextSearchConfigurations(),
            new Tables(),
            new Sequences(),
            new SequenceOwners(),
            new DomainConstraints(),
            new CheckConstraints(),
            new Views(),
            new MaterializedViews(),
            new Defaults(),
            new Partitions(),
            new Comments(),
            new Indexes(),
            new Constraints(),
            new IndexAttachments(),
            new Clusters(),
            new ReplicaIdentities(),
            new StatisticsObjects(),
            new Rules(),
            new Triggers(),
            new RowSecurity(),
            new Policies(),
            new ForeignKeys());

    private CatalogParts() {}
}
