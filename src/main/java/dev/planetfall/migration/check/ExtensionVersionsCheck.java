package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Whether PlanetScale has extensions as new as the source's. Whether it has them at all, another check asks. */
final class ExtensionVersionsCheck implements Check {
    private static final String OFFERED = """
            SELECT name, coalesce(installed_version, default_version) AS version FROM pg_available_extensions
            WHERE coalesce(installed_version, default_version) IS NOT NULL
            """;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public CheckName name() {
        return new CheckName(
                "extension-versions",
                Messages.text("check.extension-versions.versions-of-extensions"),
                CheckGroup.EXTENSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Extension> wanted = context.source().withReadOnlySession(session -> WantedExtensions.of(context, session));
        Map<Identifier, String> offered = new TreeMap<>();
        context.target()
                .withReadOnlySession(session ->
                        session.query(OFFERED, row -> offered.put(row.identifier("name"), row.text("version"))));
        List<Extension> older = wanted.stream()
                .filter(extension -> offered.containsKey(extension.name()))
                .filter(extension -> isOlder(offered.get(extension.name()), extension.version()))
                .toList();
        findings.accept(
                older.isEmpty()
                        ? Finding.passed(
                                id(), Messages.text("check.extension-versions.planetscales-extensions-are-as-new"))
                        : Finding.warning(
                                        id(),
                                        Messages.plural(
                                                "check.extension-versions.planetscale-has-older-versions-than",
                                                older.size(),
                                                Listing.of(older.stream()
                                                        .map(Extension::name)
                                                        .toList())),
                                        Messages.text("check.extension-versions.functions-types-and-operators-that"))
                                .withDetails(older.stream()
                                        .map(extension -> Messages.text(
                                                "check.extension-versions.source-planetscale",
                                                extension.name(),
                                                extension.version(),
                                                offered.get(extension.name())))
                                        .toList()));
    }

    /** By the numbers in them, one after the other: 1.10 is newer than 1.9, and 3.6.1 than 3.6. */
    static boolean isOlder(String version, String than) {
        return Arrays.compare(numbers(version), numbers(than)) < 0;
    }

    private static int[] numbers(String version) {
        return NUMBER.matcher(version)
                .results()
                .map(MatchResult::group)
                .filter(digits -> digits.length() < 10)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
