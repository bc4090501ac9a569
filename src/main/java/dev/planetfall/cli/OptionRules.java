package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which options of a run contradict each other, or would do nothing where they stand. Whoever wrote both meant one of them. */
final class OptionRules {
    private static final String ABANDON = "--abandon";
    private static final String REHEARSE = "--rehearse";
    private static final String ROLL_BACK = "--roll-back";
    private static final String RESUME = "--resume";
    private static final String WAY_BACK = "--way-back";
    private static final String SKIP = "--skip-comparison";

    /** What may stand beside an option that does one thing instead of running phases. What only phases read does no harm. */
    private static final Map<String, Set<String>> BESIDE = beside();

    private final Set<String> given;

    /** @param given the names of the options that stand on the command line */
    OptionRules(Set<String> given) {
        this.given = new TreeSet<>(given);
    }

    private static Map<String, Set<String>> beside() {
        Set<String> always = Set.of(
                RESUME,
                "--source",
                "--target",
                "--json",
                "--report",
                "--sample",
                "--disk",
                "--schema-reader",
                "--accept-warnings");
        Map<String, Set<String>> beside = new LinkedHashMap<>();
        beside.put(ABANDON, always);
        beside.put(REHEARSE, with(always, "--compare", WAY_BACK, "--freeze-limit"));
        beside.put(ROLL_BACK, with(always, "--freeze-limit"));
        return beside;
    }

    private static Set<String> with(Set<String> always, String... more) {
        return Stream.concat(always.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** What is wrong whatever the migration is. */
    Optional<String> complaint(Extent extent) {
        List<String> commands = BESIDE.keySet().stream().filter(given::contains).toList();
        if (commands.size() > 1) {
            return Optional.of(Messages.text(
                    "cli.option-rules.cannot-be-asked-for-together",
                    String.join(Messages.text("cli.option-rules.and"), commands)));
        }
        return commands.isEmpty() ? ofPhases(extent) : ofCommand(commands.get(0));
    }

    private Optional<String> ofCommand(String command) {
        if (!given.contains(RESUME)) {
            return Optional.of(Messages.text("cli.option-rules.needs-a-migration-that-was", command));
        }
        List<String> useless = given.stream()
                .filter(option ->
                        !option.equals(command) && !BESIDE.get(command).contains(option))
                .toList();
        return useless.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.text(
                        "cli.option-rules.would-do-nothing-beside-leave",
                        String.join(Messages.text("cli.option-rules.and"), useless),
                        command));
    }

    private Optional<String> ofPhases(Extent extent) {
        if (given.contains(WAY_BACK) && extent.through() == Phase.FINISH) {
            return Optional.of(Messages.text("cli.option-rules.way-back-is-of-use"));
        }
        if (given.contains(SKIP) && extent.through().compareTo(Phase.VERIFY) <= 0) {
            return Optional.of(Messages.text(
                    "cli.option-rules.skip-comparison-goes-on-past",
                    extent.through().keyword()));
        }
        if (given.contains(SKIP) && extent.from().equals(Optional.of(Phase.VERIFY))) {
            return Optional.of(Messages.text("cli.option-rules.from-verify-compares-the-rows"));
        }
        if (given.contains(RESUME) && (given.contains("--scope") || given.contains("--method"))) {
            return Optional.of(Messages.text("cli.option-rules.scope-and-method-were-settled"));
        }
        return Optional.empty();
    }

    /** What is wrong with this method. */
    Optional<String> complaint(Method method) {
        if (given.contains(WAY_BACK) && !method.replicates()) {
            return Optional.of(Messages.text("cli.option-rules.way-back-needs-replication-which", method.keyword()));
        }
        return given.contains("--freeze-limit") && !method.stopsWriters()
                ? Optional.of(Messages.text("cli.option-rules.freeze-limit-would-do-nothing", method.keyword()))
                : Optional.empty();
    }

    /** What is wrong with a migration that was begun, as it stands. */
    Optional<String> complaint(MigrationState state) {
        if (state.isDone(Phase.FINISH) && BESIDE.keySet().stream().anyMatch(given::contains)) {
            return Optional.of(Messages.text(
                    given.contains(ABANDON)
                            ? "cli.option-rules.this-migration-is-finished-and-cleaned"
                            : "cli.option-rules.this-migration-is-finished-and"));
        }
        if (state.isDone(Phase.CUTOVER) && given.contains(REHEARSE)) {
            return Optional.of(Messages.text("cli.option-rules.the-cutover-was-done-there"));
        }
        if (state.isDone(Phase.CUTOVER)
                && given.contains(WAY_BACK)
                && !state.wayBack().isArmed()) {
            return Optional.of(Messages.text("cli.option-rules.the-cutover-was-done-a"));
        }
        return complaint(state.method());
    }
}
