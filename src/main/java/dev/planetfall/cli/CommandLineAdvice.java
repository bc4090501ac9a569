package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Advice that names pages of the window, for those who have options instead. Whole sentences change places, so that it is the same in
 * every language.
 */
final class CommandLineAdvice {
    private CommandLineAdvice() {}

    static String of(String advice) {
        String said = advice;
        for (Map.Entry<String, String> each : sentences().entrySet()) {
            said = said.replace(each.getKey(), each.getValue());
        }
        return said;
    }

    /** What is wrong with a login; a password cannot be typed here. */
    static String ofLogin(String sentence) {
        for (Side side : Side.values()) {
            if (sentence.startsWith(Messages.text("step.connect.of-side", side.first(), ""))) {
                String variable =
                        side == Side.SOURCE ? ServerArguments.SOURCE_PASSWORD : ServerArguments.TARGET_PASSWORD;
                return sentence.replace(
                                end("postgres.connection-problem.type-the-password"),
                                ": " + Messages.text("cli.command-line-advice.put-it-into", variable))
                        .replace(
                                end("postgres.connection-problem.type-the-password-again-or"),
                                ": " + Messages.text("cli.command-line-advice.put-the-right-one-into", variable));
            }
        }
        return sentence;
    }

    private static String end(String advice) {
        return ": " + Messages.text(advice) + ".";
    }

    /** By what the window says, in the language of the person. */
    private static Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        String statements = Messages.text("cli.command-line-advice.run-the-statements-above");
        for (Method method : Method.values()) {
            sentences.put(
                    Messages.text(
                            "migration.schema-drift.apply-on-planetscale-the-statements",
                            Phase.REPLICATE.title(method)),
                    statements);
        }
        sentences.put(
                Messages.text("migration.schema-drift.make-the-same-change-on"),
                Messages.text("cli.command-line-advice.make-the-same-change-on"));
        sentences.put(
                Messages.text("migration.schema-drift.then-run-copy-rows-again").strip(),
                Messages.text("cli.command-line-advice.then-run-the-copy-again"));
        sentences.put(
                Messages.text("migration.schema-drift.then-run-replicate-again-it")
                        .strip(),
                Messages.text("cli.command-line-advice.then-run-replication-again"));
        sentences.put(
                Messages.text("copy.copied-tables.copy-the-schema-again-on"),
                Messages.text("cli.command-line-advice.copy-the-schema-again"));
        sentences.put(
                Messages.text("step.check-freeze.run-copy-rows-again-it"),
                Messages.text("cli.command-line-advice.run-the-copy-again-it"));
        sentences.put(
                Messages.text("step.check-replication.run-replicate-again-which-enables"),
                Messages.text("cli.command-line-advice.run-replication-again-which"));
        return sentences;
    }
}
