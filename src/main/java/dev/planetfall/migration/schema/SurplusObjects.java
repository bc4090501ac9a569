package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcomes;
import dev.planetfall.migration.schema.SchemaComparison.Additional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What only the target has and should not have: what this migration made and the source has dropped since, and what anybody
 * added that can refuse or change a row that replication brings. What a person added besides does not count.
 */
final class SurplusObjects {
    private final SchemaOutcomes outcomes;
    private final AcceptedDifferences accepted;

    SurplusObjects(SchemaOutcomes outcomes, AcceptedDifferences accepted) {
        this.outcomes = outcomes;
        this.accepted = accepted;
    }

    /** In an order in which they can be dropped. Asks the target only when there are any. */
    List<SchemaDrift.Surplus> of(SchemaComparison comparison, MigrationContext context) {
        Set<SchemaPart.Key> wholeTables = comparison.additional().stream()
                .map(addition -> addition.part().key())
                .filter(key -> key.label().equals("table"))
                .collect(Collectors.toSet());
        List<Additional> surplus = comparison.additional().stream()
                .filter(addition -> !goesWith(wholeTables, addition.part()))
                .filter(this::counts)
                .toList();
        if (surplus.isEmpty()) {
            return List.of();
        }
        Map<SchemaPart, String> drops = DropStatements.of(
                context.target(), surplus.stream().map(Additional::part).toList());
        return surplus.stream()
                .filter(addition -> drops.containsKey(addition.part()))
                .map(addition -> new SchemaDrift.Surplus(
                        addition.what(), wasOnSource(addition.part()), drops.get(addition.part())))
                .toList();
    }

    private static boolean goesWith(Set<SchemaPart.Key> tables, SchemaPart part) {
        SchemaPart.Key table =
                new SchemaPart.Key("table", part.entry().schema(), part.entry().relation(), "");
        return tables.contains(table) && !table.equals(part.key());
    }

    private boolean counts(Additional addition) {
        SchemaPart part = addition.part();
        if (part.isSetting() || part.isOfNoConsequence()) {
            return false;
        }
        return wasOnSource(part)
                || (addition.mayRefuse() && addition.ofKnown() && !accepted.mayDiffer(addition.what()));
    }

    /** The journal tells: it was made from what the source had. */
    private boolean wasOnSource(SchemaPart part) {
        return outcomes.find(new SchemaKey(part.entry().kind(), part.entry().identity()))
                .filter(outcome -> outcome.result().isThere())
                .filter(outcome ->
                        !isLineOfTable(part) || hasLine(outcome, part.key().name()))
                .isPresent();
    }

    private static boolean isLineOfTable(SchemaPart part) {
        return part.entry().kind().equals("TABLE") && !part.key().label().equals("table");
    }

    private static boolean hasLine(SchemaOutcome table, String name) {
        String quoted = "\"" + name.replace("\"", "\"\"") + "\" ";
        return Statements.of(table.asRead()).stream()
                .limit(1)
                .flatMap(sql -> TableStatement.parse(sql).lines().stream())
                .anyMatch(line -> line.startsWith(quoted) || line.startsWith("CONSTRAINT " + quoted));
    }
}
