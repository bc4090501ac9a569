package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
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
                Messages.text("check.refused-extensions.has-s-that-must-be"),
                Messages.text("check.refused-extensions.then-check-again", PlanetScaleExtensions.HOW_TO_ENABLE));
    }

    private Optional<Finding> bySql() {
        return about(
                Offer.BY_SQL,
                Messages.text("check.refused-extensions.offers-s-but-refuses-it"),
                Messages.text("check.refused-extensions.connect-as-the-default-role"));
    }

    private Optional<Finding> paused() {
        return about(
                Offer.PAUSED,
                Messages.text("check.refused-extensions.has-turned-s-off-for"),
                Messages.text("check.refused-extensions.ask-planetscale-when-it-comes"));
    }

    private Optional<Finding> notOffered() {
        return about(
                        Offer.NOT_OFFERED,
                        Messages.text("check.refused-extensions.does-not-offer-s"),
                        Messages.text("check.refused-extensions.stop-using-it-on-the"))
                .map(finding -> tools().isEmpty() ? finding : finding.withRemedy(drop(tools())));
    }

    private Optional<Finding> about(Offer offer, String verdict, String advice) {
        List<Identifier> names = said.keySet().stream()
                .filter(name -> PlanetScaleExtensions.offer(name) == offer)
                .toList();
        String counted = Messages.plural("check.refused-extensions.extensions-of-the-source", names.size());
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                                checkId,
                                Messages.text(
                                        "check.refused-extensions.planetscale",
                                        verdict.formatted(counted),
                                        Listing.of(names)),
                                advice)
                        .withDetails(names.stream().flatMap(this::lines).toList()));
    }

    private Stream<String> lines(Identifier name) {
        Stream<String> instead = PlanetScaleExtensions.instead(name).stream()
                .map(way -> Messages.text("check.refused-extensions.instead", way));
        Stream<String> lost = dependents.getOrDefault(name, List.of()).stream()
                .map(object -> Messages.text("check.refused-extensions.used-by", object));
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
                        Messages.text("check.refused-extensions.changes-the-source-removes-extensions"),
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
