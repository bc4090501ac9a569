package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.PlanetScaleExtensions;
import dev.planetfall.migration.provider.PlanetScaleExtensions.Offer;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to say about extensions that PlanetScale refused: one finding for each thing that can be done about it.
 *
 * @param checkId of the check that speaks
 * @param wanted all extensions of the source
 * @param said the server's words to each that it refused
 * @param dependents objects of the source that are built upon each
 */
record RefusedExtensions(
        String checkId,
        List<Extension> wanted,
        Map<Identifier, String> said,
        Map<Identifier, List<String>> dependents) {

    List<Finding> findings() {
        return Stream.of(inDashboard(), bySql(), paused(), notOffered())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> inDashboard() {
        return about(
                Offer.IN_DASHBOARD,
                "has %s that must be turned on first",
                PlanetScaleExtensions.HOW_TO_ENABLE + " Then check again.");
    }

    private Optional<Finding> bySql() {
        return about(
                Offer.BY_SQL,
                "offers %s but refuses it to this role",
                "Connect as the default role, or make a role in the dashboard that inherits postgres. If it is still refused,"
                        + " look into the Extensions tab of the branch, or ask PlanetScale.");
    }

    private Optional<Finding> paused() {
        return about(
                Offer.PAUSED,
                "has turned %s off for the time being",
                "Ask PlanetScale when it comes back. Until then leave what depends on it out of the scope and drop the"
                        + " extension on the source, or wait with the migration.");
    }

    private Optional<Finding> notOffered() {
        return about(
                        Offer.NOT_OFFERED,
                        "does not offer %s",
                        "Stop using it on the source, as listed, and drop it there: DROP EXTENSION. What its functions did"
                                + " must be done in another way on PlanetScale.")
                .map(finding -> tools().isEmpty() ? finding : finding.withRemedy(drop(tools())));
    }

    private Optional<Finding> about(Offer offer, String verdict, String advice) {
        List<Identifier> names = said.keySet().stream()
                .filter(name -> PlanetScaleExtensions.offer(name) == offer)
                .toList();
        String counted = Quantities.count(names.size(), "extension") + " of the source";
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                                checkId,
                                "PlanetScale " + verdict.formatted(counted) + ": " + Listing.of(names) + ".",
                                advice)
                        .withDetails(names.stream().flatMap(this::lines).toList()));
    }

    private Stream<String> lines(Identifier name) {
        Stream<String> instead = PlanetScaleExtensions.instead(name).stream().map(way -> "instead: " + way);
        Stream<String> lost = dependents.getOrDefault(name, List.of()).stream().map(object -> "used by " + object);
        return Stream.of(Stream.of(said.get(name)), instead, lost)
                .flatMap(each -> each)
                .map(line -> name + ": " + line);
    }

    /** Not offered, and nothing is lost with them. */
    private List<Extension> tools() {
        return wanted.stream()
                .filter(extension -> said.containsKey(extension.name())
                        && PlanetScaleExtensions.isTool(extension.name())
                        && !dependents.containsKey(extension.name()))
                .toList();
    }

    private static Remedy drop(List<Extension> tools) {
        return new Remedy(
                        Side.SOURCE,
                        lines(
                                tools,
                                extension ->
                                        "DROP EXTENSION " + extension.name().quoted() + ";"),
                        "Changes the source: removes extensions that only look at the server. Nothing in this database is"
                                + " built upon them; a person or a monitoring program may use them. Only the owner of each"
                                + " or an administrator of the source may run this.",
                        lines(
                                tools,
                                extension ->
                                        "CREATE EXTENSION " + extension.name().quoted() + " SCHEMA "
                                                + extension.schema().quoted() + ";"))
                .byAdministrator();
    }

    private static String lines(List<Extension> extensions, Function<Extension, String> statement) {
        return extensions.stream().map(statement).collect(Collectors.joining("\n"));
    }
}
