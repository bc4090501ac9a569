package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.schema.ChosenReading;
import dev.planetfall.migration.schema.catalog.Address;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerVersion;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the copy of the schema will leave out, so that it is known before anything is copied: a default or a check that is lost
 * changes what the application's tables do. What another check tells in its own words is not told again.
 */
final class NotCarriedCheck implements Check {
    /** Told by the checks of event triggers and of tables on other servers; a comment changes nothing. */
    private static final Set<String> TOLD =
            Set.of("EVENT TRIGGER", "SERVER", "USER MAPPING", "FOREIGN TABLE", "COMMENT");

    /** Told by {@link ReferencesOutOfScopeCheck} where it is out of scope what they need. */
    private static final Set<String> TOLD_OF_SCOPE = Set.of(
            "TABLE", "DEFAULT", "CHECK CONSTRAINT", "FK CONSTRAINT", "VIEW", "MATERIALIZED VIEW", "TRIGGER", "POLICY");

    @Override
    public CheckName name() {
        return new CheckName(
                "not-carried",
                Messages.text("check.not-carried.objects-that-will-not-be"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    /** It reads the whole schema, which takes about 5 s for 5,000 tables. */
    @Override
    public Duration timeLimit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        ServerVersion target = context.target().withReadOnlySession(session -> new Catalog(session).version());
        CatalogReading reading =
                CatalogReading.of(context.source(), target, context.plan().scope());
        List<CatalogEntry> untold = untold(reading, ChosenReading.carriesForeignTables(context));
        List<CatalogEntry> tables =
                untold.stream().filter(entry -> entry.kind().equals("TABLE")).toList();
        if (!tables.isEmpty()) {
            findings.accept(tables(tables));
        }
        if (tables.size() < untold.size()) {
            findings.accept(others(
                    untold.stream().filter(entry -> !tables.contains(entry)).toList()));
        }
        if (untold.isEmpty()) {
            findings.accept(Finding.passed(id(), Messages.text("check.not-carried.nothing-is-left-out-but")));
        }
    }

    private static List<CatalogEntry> untold(CatalogReading reading, boolean byPgDump) {
        Set<Address> inScope = new HashSet<>();
        Stream.concat(reading.objects().stream(), reading.notCarried().stream())
                .forEach(entry -> inScope.add(entry.address()));
        Set<Address> carried = byPgDump ? carriedByPgDump(reading) : Set.of();
        return reading.notCarried().stream()
                .filter(entry -> !carried.contains(entry.address()))
                .filter(entry -> !TOLD.contains(entry.kind()))
                .filter(entry -> !entry.isOfForbiddenLanguage())
                .filter(entry -> !TOLD_OF_SCOPE.contains(entry.kind()) || inScope.containsAll(entry.needs()))
                .toList();
    }

    /** Foreign tables, and what is not carried for no other reason than that it needs them. */
    private static Set<Address> carriedByPgDump(CatalogReading reading) {
        Set<Address> carried = new HashSet<>();
        reading.objects().forEach(entry -> carried.add(entry.address()));
        reading.notCarried().stream()
                .filter(entry -> ChosenReading.isForPgDump(entry.kind()))
                .forEach(entry -> carried.add(entry.address()));
        boolean more = true;
        while (more) {
            more = carried.addAll(reading.notCarried().stream()
                    .filter(entry -> entry.lacksWhatItNeeds() && carried.containsAll(entry.needs()))
                    .map(CatalogEntry::address)
                    .toList());
        }
        return carried;
    }

    private Finding tables(List<CatalogEntry> tables) {
        return Finding.blocker(
                        id(),
                        Messages.plural("check.not-carried.tables-cannot-be-made-on", tables.size(), named(tables)),
                        Messages.text("check.not-carried.change-on-the-source-what"))
                .withDetails(lines(tables));
    }

    private Finding others(List<CatalogEntry> others) {
        return Finding.warning(
                        id(),
                        Messages.plural("check.not-carried.objects-of-the-source-will", others.size(), named(others)),
                        Messages.text("check.not-carried.the-applications-tables-can-behave"))
                .withDetails(lines(others));
    }

    private static String named(List<CatalogEntry> entries) {
        return Listing.of(entries.stream().map(NotCarriedCheck::named).toList());
    }

    private static String named(CatalogEntry entry) {
        return entry.kind() + " " + entry.identity();
    }

    private static List<String> lines(List<CatalogEntry> entries) {
        return entries.stream()
                .map(entry -> named(entry) + ": " + entry.reason())
                .toList();
    }
}
