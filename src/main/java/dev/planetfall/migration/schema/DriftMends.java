package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.schema.MissingColumn.Facts;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the statements that would let the target have what the source has, place by place, in an order in which they can be run. */
final class DriftMends {
    private static final String WAITS = Messages.text("schema.drift-mends.replication-of-the-table-waits");
    private static final String ROWS_FOLLOW = Messages.text("schema.drift-mends.add-it-to-replication-afterwards");
    private static final String BY_HAND = Messages.text("schema.drift-mends.planetfall-knows-no-statement-that");
    private static final String NOT_GENERATED = Messages.text("schema.drift-mends.postgresql-computes-no-column-that");
    private static final String NOT_NULL_FIRST = Messages.text("schema.drift-mends.a-column-can-be-numbered");

    /** Of more the first: those that come later are told once these are mended. */
    private static final int MOST = 500;

    private final MigrationContext context;
    private final ComparedParts parts;
    private final Set<SchemaPart.Key> apart = new HashSet<>();
    private final Map<String, SchemaPart> source;
    private final Map<String, SchemaPart> target;
    private final Renames renames;
    private final List<PlacedMend> mends = new ArrayList<>();
    private Map<SchemaPart.Key, Facts> facts = Map.of();
    private Map<SchemaPart, String> drops = Map.of();

    private DriftMends(MigrationContext context, ComparedParts parts) {
        this.context = context;
        this.parts = parts;
        source = byName(parts.source().values());
        target = byName(parts.target().values());
        renames = new Renames(parts);
    }

    /**
     * Asks the servers for what the comparison does not tell, and only when there is something to mend.
     *
     * @param surplus what only the target has and should not have, in an order in which it can be dropped
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    static List<SchemaMend> of(
            MigrationContext context,
            ComparedParts parts,
            List<Missing> missing,
            List<Difference> differing,
            List<SchemaDrift.Surplus> surplus) {
        if (missing.isEmpty() && differing.isEmpty() && surplus.isEmpty()) {
            return List.of();
        }
        DriftMends all = new DriftMends(context, parts);
        all.prepare(missing, differing);
        missing.forEach(all::addMissing);
        differing.forEach(all::addDiffering);
        all.addPartsOfNewTables(missing);
        surplus.forEach(all::addSurplus);
        return all.mends.stream().sorted().limit(MOST).map(PlacedMend::mend).toList();
    }

    private static Map<String, SchemaPart> byName(Collection<SchemaPart> parts) {
        Map<String, SchemaPart> byName = new HashMap<>();
        parts.forEach(part -> byName.putIfAbsent(part.key().toString(), part));
        return byName;
    }

    private void prepare(List<Missing> missing, List<Difference> differing) {
        Stream.concat(missing.stream().map(Missing::what), differing.stream().map(Difference::what))
                .forEach(what -> Optional.ofNullable(source.getOrDefault(what, target.get(what)))
                        .ifPresent(part -> apart.add(part.key())));
        facts = ColumnMends.facts(
                context,
                apart.stream()
                        .filter(key -> key.label().equals("column") && parts.isMissing(key) && !comesWithParent(key))
                        .sorted()
                        .toList());
        List<SchemaPart> remade = differing.stream()
                .filter(different -> !different.onSource().isEmpty())
                .flatMap(different -> Optional.ofNullable(target.get(different.what())).stream())
                .filter(part -> ObjectChange.REMADE.contains(part.key().label()))
                .toList();
        drops = remade.isEmpty() ? Map.of() : DropStatements.of(context.target(), remade);
    }

    private void addMissing(Missing missing) {
        Optional.ofNullable(source.get(missing.what()))
                .filter(part -> !comesWithParent(part.key()) && !comesWithColumn(part))
                .ifPresent(part -> add(part, missing(part, missing)));
    }

    private SchemaMend missing(SchemaPart part, Missing missing) {
        String label = part.key().label();
        if (label.equals("column")) {
            SchemaMend mend = column(part).mend();
            return renames.explained(part.key(), mend);
        }
        if (label.equals("identity") && !isNotNull(part)) {
            return new SchemaMend(missing.what(), missing.definition(), "", List.of(), NOT_NULL_FIRST);
        }
        boolean isSetting = label.startsWith("column ");
        List<String> statements = isSetting ? ColumnChange.set(part) : ObjectChange.make(part);
        String note = statements.isEmpty() ? (isSetting ? NOT_GENERATED : BY_HAND) : noteOfNew(part);
        return new SchemaMend(missing.what(), missing.definition(), "", statements, note);
    }

    private String noteOfNew(SchemaPart part) {
        return switch (part.key().label()) {
            case "table" ->
                (renames.ofTable(part.key()) + (context.plan().method().replicates() ? ROWS_FOLLOW : "")).strip();
            case "column not null" -> ColumnChange.OF_NULL;
            case "index", "constraint", "check constraint" ->
                parts.isMissing(part.entry().relation().isEmpty() ? part.key() : tableOf(part)) ? "" : WAITS;
            default -> "";
        };
    }

    private static SchemaPart.Key tableOf(SchemaPart part) {
        return new SchemaPart.Key("table", part.entry().schema(), part.entry().relation(), "");
    }

    private MissingColumn column(SchemaPart column) {
        SchemaPart.Key key = column.key();
        return new MissingColumn(
                column,
                parts.onSource(new SchemaPart.Key("column default", key.schema(), key.relation(), key.name())),
                facts.getOrDefault(key, Facts.NONE));
    }

    /** Whether the column of an identity holds no NULL, or will not once it is added as it is told. */
    private boolean isNotNull(SchemaPart identity) {
        return identity.column()
                .map(column -> parts.isMissing(column)
                        ? parts.onSource(column)
                                .filter(part -> column(part).isNotNullAtOnce())
                                .isPresent()
                        : parts.onTarget(column)
                                .filter(SchemaPart::isColumnThatWantsValue)
                                .isPresent())
                .orElse(false);
    }

    /** The default that is written with its column. */
    private boolean comesWithColumn(SchemaPart part) {
        return part.key().label().equals("column default")
                && part.entry().kind().equals("TABLE")
                && part.column().filter(parts::isMissing).isPresent();
    }

    /** What a partition gets when the table above it does. */
    private boolean comesWithParent(SchemaPart.Key key) {
        boolean mayCome = key.label().startsWith("column") || key.label().equals("check constraint");
        return mayCome
                && parts.onTarget(new SchemaPart.Key("table attach", key.schema(), key.relation(), ""))
                        .flatMap(ObjectChange::parent)
                        .filter(parent -> apart.contains(new SchemaPart.Key(
                                key.label(),
                                parent.schema().name(),
                                parent.name().name(),
                                key.name())))
                        .isPresent();
    }

    private void addDiffering(Difference different) {
        Optional<SchemaPart> there = Optional.ofNullable(source.get(different.what()));
        Optional<SchemaPart> here = Optional.ofNullable(target.get(different.what()));
        here.filter(part -> !comesWithParent(part.key()))
                .ifPresent(part -> add(
                        there.orElse(part),
                        there.map(onSource -> changed(different, onSource, part))
                                .orElseGet(() -> mend(different, unset(part), ""))));
    }

    private static List<String> unset(SchemaPart part) {
        return part.key().label().startsWith("column ") ? ColumnChange.unset(part) : ObjectChange.unset(part);
    }

    private SchemaMend changed(Difference different, SchemaPart there, SchemaPart here) {
        String label = there.key().label();
        if (label.equals("column")) {
            return mend(different, ColumnChange.of(there, here), ColumnChange.note(there, here));
        }
        if (label.startsWith("column ")) {
            return mend(different, ColumnChange.reset(there, here), "");
        }
        List<String> drop = Optional.ofNullable(drops.get(here)).stream().toList();
        return mend(different, ObjectChange.change(there, here, drop), noteOfNew(there));
    }

    private static SchemaMend mend(Difference different, List<String> statements, String note) {
        return new SchemaMend(
                different.what(),
                different.onSource(),
                different.onTarget(),
                statements,
                statements.isEmpty() ? BY_HAND : note);
    }

    /** What is not told as missing because its table is: all that is made by a statement of its own. */
    private void addPartsOfNewTables(List<Missing> missing) {
        Set<SchemaPart.Key> tables = missing.stream()
                .map(each -> source.get(each.what()))
                .filter(part -> part != null && part.key().label().equals("table"))
                .map(SchemaPart::key)
                .collect(Collectors.toSet());
        if (!tables.isEmpty()) {
            parts.source().values().stream()
                    .filter(part ->
                            part.isOfTable() && tables.contains(part.key().ofTable()))
                    .filter(part -> !part.entry().kind().equals("TABLE"))
                    .forEach(part -> add(
                            part,
                            new SchemaMend(
                                    part.key().toString(),
                                    part.readable(),
                                    "",
                                    part.entry().statements(),
                                    "")));
        }
    }

    private void addSurplus(SchemaDrift.Surplus surplus) {
        Optional<SchemaPart> part = Optional.ofNullable(target.get(surplus.what()));
        String label = part.map(SchemaPart::key).map(SchemaPart.Key::label).orElse("");
        SchemaMend drop = new SchemaMend(
                surplus.what(),
                "",
                part.map(SchemaPart::readable).orElse(""),
                part.filter(SchemaPart::isColumnThatWantsValue)
                        .map(column ->
                                List.of(ColumnMends.alterColumn(column.key()) + " DROP NOT NULL", surplus.drop()))
                        .orElse(List.of(surplus.drop())),
                switch (label) {
                    case "table" -> Messages.text("schema.drift-mends.the-table-goes-with-its");
                    case "column" -> Messages.text("schema.drift-mends.the-column-goes-with-its");
                    default -> "";
                });
        mends.add(PlacedMend.drop(label, mends.size(), renames.explained(part, drop)));
    }

    private void add(SchemaPart part, SchemaMend mend) {
        mends.add(PlacedMend.of(part, mend));
    }
}
