package dev.planetfall.migration.aftercare;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.check.Check;
import dev.planetfall.migration.check.Checks;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks what is left to do besides the clean-up. Changes nothing. */
public final class Aftercare {
    /** Of the checks before the migration those whose answers are work for after it. */
    private static final List<String> ASKED_BEFORE = List.of("roles-and-grants", "role-settings", "scheduled-jobs");

    private static final List<Check> ALL = Stream.concat(
                    Checks.ALL.stream().filter(check -> ASKED_BEFORE.contains(check.id())),
                    Stream.of(
                            new FilledViewsCheck(),
                            new StatisticsCheck(),
                            new BuiltIndexesCheck(),
                            new InstalledExtensionsCheck(),
                            new RaisedSettingsCheck()))
            .toList();

    private Aftercare() {}

    /** @param checks that were asked, in the order in which people read them */
    public record Answer(List<CheckName> checks, List<Finding> findings) {
        public Answer {
            checks = List.copyOf(checks);
            findings = List.copyOf(findings);
        }
    }

    /** Asks one after another. Once a server does not answer, the others are not asked: each would wait for it again. */
    public static Answer ask(MigrationContext context) {
        List<Finding> findings = new ArrayList<>();
        boolean away = false;
        for (Check check : ALL) {
            try {
                if (away) {
                    findings.add(unanswered(check, Messages.text("aftercare.aftercare.a-server-did-not-answer")));
                } else {
                    check.run(context, findings::add);
                }
            } catch (DatabaseException e) {
                away = e instanceof ConnectionFailedException;
                findings.add(unanswered(check, e.getMessage()));
            }
        }
        return new Answer(ALL.stream().map(Check::name).toList(), findings);
    }

    private static Finding unanswered(Check check, String reason) {
        return Finding.unknown(
                check.id(),
                Messages.text("aftercare.aftercare.could-not-ask", check.name().title(), reason),
                Messages.text("aftercare.aftercare.nothing-is-known-about-this"));
    }
}
