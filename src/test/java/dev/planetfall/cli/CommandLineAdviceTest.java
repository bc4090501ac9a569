package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLineAdviceTest {
    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void namesOptionsInsteadOfPages() {
        assertThat(CommandLineAdvice.of(Messages.text("step.check-freeze.run-copy-rows-again-it")))
                .isEqualTo(
                        "Run the copy again with --resume ID --from replicate: it stops writes and copies the rows anew."
                                + " Then cut over.");
        assertThat(CommandLineAdvice.of(
                        "First this." + Messages.text("migration.schema-drift.then-run-replicate-again-it")))
                .isEqualTo("First this. Then run replication again with --resume ID --from replicate: it goes on where"
                        + " PlanetScale had refused a row, and copies the rows of new tables.");
        assertThat(CommandLineAdvice.of("Nothing of pages.")).isEqualTo("Nothing of pages.");
    }

    @Test
    void namesThePlaceOfAPasswordForEachSide() {
        String asks = "db asks for the password of role ada and none was given: ";
        assertThat(CommandLineAdvice.ofLogin("The source: " + asks + "type the password."))
                .isEqualTo("The source: " + asks + "put it into PLANETFALL_SOURCE_PASSWORD, or into the password file"
                        + " (.pgpass).");
        assertThat(CommandLineAdvice.ofLogin("PlanetScale: " + asks + "type the password."))
                .isEqualTo("PlanetScale: " + asks + "put it into PLANETFALL_TARGET_PASSWORD, or into the password file"
                        + " (.pgpass).");
        assertThat(CommandLineAdvice.ofLogin(
                        "PlanetScale: db refused the password of role ada: type the password again,"
                                + " or reset it with your provider."))
                .isEqualTo("PlanetScale: db refused the password of role ada: put the right one into"
                        + " PLANETFALL_TARGET_PASSWORD, or reset it with your provider.");
        assertThat(CommandLineAdvice.ofLogin("Nothing of passwords.")).isEqualTo("Nothing of passwords.");
    }

    @Test
    void namesOptionsInGermanToo() {
        assertThat(Phase.REPLICATE.title(Method.LOGICAL_REPLICATION)).isNotEmpty();

        Language.choose(Language.GERMAN);

        assertThat(Stream.of(
                                "migration.schema-drift.make-the-same-change-on",
                                "migration.schema-drift.then-run-copy-rows-again",
                                "migration.schema-drift.then-run-replicate-again-it",
                                "copy.copied-tables.copy-the-schema-again-on",
                                "step.check-freeze.run-copy-rows-again-it",
                                "step.check-replication.run-replicate-again-which-enables")
                        .map(key -> CommandLineAdvice.of(Messages.text(key))))
                .allMatch(advice -> advice.contains(" mit --resume ID --from ") && !advice.contains("Seite"));
        assertThat(Stream.of(Method.values())
                        .map(method -> CommandLineAdvice.of(Messages.text(
                                "migration.schema-drift.apply-on-planetscale-the-statements",
                                Phase.REPLICATE.title(method)))))
                .containsOnly("Führen Sie die Anweisungen oben auf PlanetScale aus oder kopieren Sie das Schema mit"
                        + " --resume ID --from schema erneut.");
    }
}
