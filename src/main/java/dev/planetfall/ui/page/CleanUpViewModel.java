package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is still on the servers, and what becomes of it. */
final class CleanUpViewModel {
    /** @param server where it is dropped */
    record Doomed(String kind, String name, String server) {}

    /**
     * A server that did not answer.
     *
     * @param problem why, and what that means
     * @param script what somebody can run there meanwhile, in order
     */
    record Away(String problem, String script) {}

    private final ReadOnlyObjectWrapper<List<Doomed>> doomed = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> script = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<Away>> away = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Remnant>> others = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> leftovers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper clean = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper mayCleanUp = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper isOver = new ReadOnlyBooleanWrapper();

    void show(MigrationState state) {
        Optional<Remnants> found = state.remnants();
        doomed.set(found.map(CleanUpViewModel::doomed)
                .or(() -> state.plan().map(CleanUpViewModel::expected))
                .orElse(List.of()));
        script.set(found.map(CleanUpViewModel::script).orElse(""));
        away.set(found.stream()
                .flatMap(Remnants::servers)
                .flatMap(CleanUpViewModel::away)
                .toList());
        others.set(found.map(Remnants::others).orElse(List.of()));
        leftovers.set(found.isPresent() ? List.of() : state.leftovers().orElse(List.of()));
        clean.set(state.isDone(Phase.FINISH)
                && found.map(searched -> searched.own().isEmpty())
                        .orElseGet(() -> state.leftovers().filter(List::isEmpty).isPresent()));
        mayCleanUp.set(state.isDone(Phase.CUTOVER));
        isOver.set(state.isDone(Phase.FINISH));
        warning.set(
                state.wayBack().isArmed() ? Messages.text("page.clean-up.the-source-still-follows-planetscale") : "");
    }

    /** What cleaning up drops, as it is called on the servers. */
    ReadOnlyObjectProperty<List<Doomed>> doomedProperty() {
        return doomed.getReadOnlyProperty();
    }

    /** The statements that do it, with the server of each part as a comment; empty before the servers were asked. */
    ReadOnlyObjectProperty<String> scriptProperty() {
        return script.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Away>> awayProperty() {
        return away.getReadOnlyProperty();
    }

    /** What cleaning up leaves alone. */
    ReadOnlyObjectProperty<List<Remnant>> othersProperty() {
        return others.getReadOnlyProperty();
    }

    /** What an earlier version of the program found after cleaning up. */
    ReadOnlyObjectProperty<List<String>> leftoversProperty() {
        return leftovers.getReadOnlyProperty();
    }

    /** Whether both servers were asked after cleaning up and nothing was left, and nothing else was found since. */
    ReadOnlyBooleanProperty cleanProperty() {
        return clean.getReadOnlyProperty();
    }

    /** Not before the cutover: without replication the rows written since would be lost. */
    ReadOnlyBooleanProperty mayCleanUpProperty() {
        return mayCleanUp.getReadOnlyProperty();
    }

    /** What is to be known before cleaning up; empty when nothing is. */
    ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /** Once it is cleaned up, the old database may be gone at any time. */
    boolean isOver() {
        return isOver.get();
    }

    private static List<Doomed> doomed(Remnants found) {
        return found.own().stream()
                .map(remnant -> new Doomed(
                        kind(remnant.kind()),
                        remnant.name() + remnant.note(),
                        remnant.side().named()))
                .toList();
    }

    private static String kind(Kind kind) {
        return Character.toUpperCase(kind.word().charAt(0)) + kind.word().substring(1);
    }

    private static String script(Remnants found) {
        List<String> parts = new ArrayList<>();
        // PlanetScale first, as the clean-up does it: a subscription goes before the slot that keeps log for it.
        Stream.of(Side.TARGET, Side.SOURCE)
                .map(found::of)
                .filter(server -> server.answered() && !server.own().isEmpty())
                .forEach(server -> parts.add(
                        Messages.text("page.clean-up.script-on", server.side().named(), server.script())));
        return String.join("\n\n", parts);
    }

    private static Stream<Away> away(SearchedServer server) {
        String start = server.side() == Side.SOURCE
                ? Messages.text("page.clean-up.the-source-2")
                : server.side().named();
        return server.problem().stream()
                .map(problem -> new Away(
                        Messages.text("page.clean-up.did-not-answer-so-what", start, problem), server.script()));
    }

    private static List<Doomed> expected(MigrationPlan plan) {
        if (!plan.method().replicates()) {
            return List.of(new Doomed(
                    Messages.text("page.clean-up.account-of-the-copy"), Scope.OWN_SCHEMA.name(), "PlanetScale"));
        }
        ReplicationNames names = plan.names();
        return List.of(
                new Doomed(
                        Messages.text("page.clean-up.subscription"),
                        names.subscription().name(),
                        "PlanetScale"),
                new Doomed(
                        Messages.text("page.clean-up.replication-slot"),
                        names.slot().name(),
                        Messages.text("page.clean-up.the-source")),
                new Doomed(
                        Messages.text("page.clean-up.publication"),
                        names.publication().name(),
                        Messages.text("page.clean-up.the-source")),
                new Doomed(
                        Messages.text("page.clean-up.marker-schema"),
                        Scope.OWN_SCHEMA.name(),
                        Messages.text("page.clean-up.both-servers")));
    }
}
