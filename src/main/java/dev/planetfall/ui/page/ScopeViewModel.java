package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.run.SourceTables.Choice;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.QualifiedName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Which tables are ticked, and the scope that follows from it. */
final class ScopeViewModel {
    private final Map<QualifiedName, Entry> entries = new LinkedHashMap<>();
    private final ReadOnlyStringWrapper totals = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper mayAdvance = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper();
    private Set<Identifier> presets = Set.of();
    private boolean loaded;
    private boolean checkedBefore;
    private long chosenTables;
    private long chosenBytes;

    /** One table and whether it is ticked. */
    record Entry(Choice choice, BooleanProperty chosen) {}

    /** A schema and its tables, in the order of their names. */
    record Group(Identifier schema, List<Entry> entries, boolean preset) {
        long bytes() {
            return entries.stream().mapToLong(entry -> entry.choice().bytes()).sum();
        }
    }

    /** Forgets what was read of another source. */
    void clear() {
        loaded = false;
        entries.clear();
        chosenTables = 0;
        chosenBytes = 0;
        refresh();
    }

    /**
     * Takes what the source has.
     *
     * @param known ticked as it says, unless it is {@link Scope#EVERYTHING}
     * @param providerSchemas the provider's own, not ticked at first
     */
    void load(List<Choice> choices, Scope known, Set<Identifier> providerSchemas) {
        clear();
        presets = Set.copyOf(providerSchemas);
        Scope initial = known.equals(Scope.EVERYTHING) ? new Scope(presets, Set.of()) : known;
        for (Choice choice : choices) {
            Entry entry = new Entry(choice, new SimpleBooleanProperty(initial.includes(choice.name())));
            entries.put(choice.name(), entry);
            count(entry);
            entry.chosen().addListener((property, old, now) -> {
                count(entry);
                refresh();
            });
        }
        loaded = true;
        refresh();
    }

    void show(MigrationState state) {
        settled.set(state.status(Phase.SCHEMA) != PhaseStatus.NOT_STARTED);
        checkedBefore = state.status(Phase.CHECK) != PhaseStatus.NOT_STARTED;
        refresh();
    }

    List<Group> groups() {
        Map<Identifier, List<Entry>> bySchema = entries.values().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.choice().name().schema(), TreeMap::new, Collectors.toList()));
        return bySchema.entrySet().stream()
                .map(each -> new Group(each.getKey(), sorted(each.getValue()), presets.contains(each.getKey())))
                .toList();
    }

    /** The scope as ticked. A partitioned table that is left out takes its partitions along. */
    Scope scope() {
        Set<Identifier> schemas = new HashSet<>(presets);
        Set<QualifiedName> tables = new HashSet<>();
        for (Group group : groups()) {
            schemas.remove(group.schema());
            boolean servers = group.schema().equals(LargeObjects.TABLE.schema());
            if (!servers
                    && group.entries().stream()
                            .noneMatch(entry -> entry.chosen().get())) {
                schemas.add(group.schema());
                continue;
            }
            for (Entry entry : group.entries()) {
                if (!entry.chosen().get()) {
                    tables.add(entry.choice().name());
                    tables.addAll(entry.choice().partitions());
                }
            }
        }
        return new Scope(schemas, tables);
    }

    boolean isLoaded() {
        return loaded;
    }

    /** How much is chosen, of how much. */
    ReadOnlyStringProperty totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty mayAdvanceProperty() {
        return mayAdvance.getReadOnlyProperty();
    }

    /** Whether the schema was already copied, so that the choice cannot change any more. */
    ReadOnlyBooleanProperty settledProperty() {
        return settled.getReadOnlyProperty();
    }

    private void count(Entry entry) {
        int sign = entry.chosen().get() ? 1 : -1;
        boolean first = !loaded;
        if (first && sign < 0) {
            return;
        }
        chosenTables += sign;
        chosenBytes += sign * entry.choice().bytes();
    }

    private void refresh() {
        totals.set(loaded ? total() : "");
        mayAdvance.set(loaded ? chosenTables > 0 : checkedBefore);
    }

    /** Later pages count the partitions, which hold the rows: so they are told here. */
    private String total() {
        int partitions = entries.values().stream()
                .filter(entry -> entry.chosen().get())
                .mapToInt(entry -> entry.choice().partitions().size())
                .sum();
        return Messages.plural(
                "page.scope.of-tables-chosen",
                entries.size(),
                Quantities.count(chosenTables),
                Quantities.bytes(chosenBytes),
                partitions == 0 ? "" : Messages.plural("page.scope.with-partitions", partitions));
    }

    private static List<Entry> sorted(List<Entry> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(entry -> entry.choice().name()))
                .toList();
    }
}
