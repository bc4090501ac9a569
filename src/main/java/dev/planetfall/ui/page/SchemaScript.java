package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.List;

/**
 * The schema as one SQL file: first what is on the target as it was wanted, then what is made once the rows are there, then, as
 * comments, what is not made. A file that is run whole therefore makes the first two parts.
 */
final class SchemaScript {
    private final StringBuilder script = new StringBuilder();

    private SchemaScript() {}

    static String of(List<SchemaOutcome> outcomes) {
        SchemaScript script = new SchemaScript();
        script.script.append(Messages.text("page.schema-script.1-made-on-planetscale-in"));
        outcomes.stream().filter(SchemaScript::isMade).forEach(outcome -> script.add(outcome, ""));
        script.script.append(Messages.text("page.schema-script.2-held-back-made-in"));
        outcomes.stream().filter(SchemaScript::isHeldBack).forEach(outcome -> script.add(outcome, ""));
        script.script
                .append(Messages.text("page.schema-script.3-not-made-as-the"))
                .append(Messages.text("page.schema-script.take-away-the-dashes-before"));
        outcomes.stream()
                .filter(outcome -> !isMade(outcome) && !isHeldBack(outcome))
                .forEach(outcome -> script.add(outcome, "-- "));
        return script.script.toString();
    }

    private static boolean isMade(SchemaOutcome outcome) {
        return outcome.result() == Result.CREATED || outcome.result() == Result.ALREADY_THERE;
    }

    private static boolean isHeldBack(SchemaOutcome outcome) {
        return outcome.result() == Result.HELD_BACK;
    }

    private void add(SchemaOutcome outcome, String before) {
        script.append("\n-- ").append(oneLine(outcome.key().toString()));
        script.append(": ").append(outcome.result().title());
        script.append(outcome.isEdited() ? Messages.text("page.schema-script.edited") : "\n");
        if (!outcome.message().isEmpty()) {
            script.append("-- ").append(oneLine(outcome.message())).append('\n');
        }
        String sql = outcome.sql().strip();
        if (!sql.isEmpty()) {
            String whole = sql.endsWith(";") ? sql : sql + ";";
            whole.lines().forEach(line -> script.append(before).append(line).append('\n'));
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
