package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Sequence;
import dev.planetfall.postgres.Session;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets the target's sequences by the source's. Both servers' values are read anew at each call. */
final class SequenceTargets {
    /** How many values ahead of the source a sequence is put while the application still draws from it. */
    private static final long MARGIN = 10_000;

    /** Fewer values left than this share of a sequence's range is worth a word. */
    private static final double SCARCE = 0.2;

    private SequenceTargets() {}

    /**
     * Sets every sequence in scope that the target has.
     *
     * @param exact to the source's very value, for frozen writes; otherwise a safe distance ahead of it
     * @return what was found and set, by name; a sequence that the target lacks is among them with a note
     */
    static List<SequenceValue> apply(MigrationContext context, boolean exact) {
        List<Sequence> onSource = context.source().withReadOnlySession(session -> new Catalog(session).sequences());
        return context.target().withSession(session -> {
            Map<QualifiedName, Sequence> onTarget = new Catalog(session)
                    .sequences().stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
            List<SequenceValue> values = new ArrayList<>();
            for (Sequence source : onSource) {
                if (isInScope(context, source)) {
                    values.add(
                            onTarget.containsKey(source.name())
                                    ? set(session, source, exact)
                                    : new SequenceValue(
                                            source.name(),
                                            source.lastValue(),
                                            OptionalLong.empty(),
                                            OptionalLong.empty(),
                                            exact,
                                            Messages.text("step.sequence-targets.missing-on-planetscale")));
                }
            }
            return values;
        });
    }

    /** A sequence that was not used since its start begins at the same value on the target. */
    private static SequenceValue set(Session target, Sequence source, boolean exact) {
        if (source.lastValue().isEmpty()) {
            OptionalLong reached = exact ? OwnedColumn.reached(target, source) : OptionalLong.empty();
            if (reached.isPresent()) {
                return moved(target, source, reached.getAsLong());
            }
            setval(target, source.name(), source.start(), false);
            return new SequenceValue(
                    source.name(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), exact, "");
        }
        long planned = exact ? source.lastValue().getAsLong() : ahead(source);
        OptionalLong reached = exact ? OwnedColumn.reached(target, source) : OptionalLong.empty();
        if (reached.isPresent() && isBeyond(reached.getAsLong(), planned, source)) {
            return moved(target, source, reached.getAsLong());
        }
        setval(target, source.name(), planned, true);
        return value(source, planned, exact, scarcity(source));
    }

    /** The column holds values that never came from the sequence: the source would collide with them, the target will not. */
    private static SequenceValue moved(Session target, Sequence source, long reached) {
        setval(target, source.name(), reached, true);
        return value(source, reached, true, Messages.text("step.sequence-targets.moved-on-to-the-highest"));
    }

    private static SequenceValue value(Sequence source, long planned, boolean exact, String note) {
        OptionalLong set = OptionalLong.of(planned);
        return new SequenceValue(source.name(), source.lastValue(), set, set, exact, note);
    }

    private static boolean isBeyond(long reached, long planned, Sequence sequence) {
        boolean beyond = sequence.increment() > 0 ? reached > planned : reached < planned;
        return beyond && !sequence.cycle() && reached <= sequence.maximum() && reached >= sequence.minimum();
    }

    private static void setval(Session target, QualifiedName sequence, long value, boolean called) {
        target.query(
                "SELECT setval(?::regclass, ?, ?) AS value",
                row -> row.number("value"),
                sequence.quoted(),
                value,
                called);
    }

    private static boolean isInScope(MigrationContext context, Sequence sequence) {
        return context.plan().scope().includes(sequence.name())
                && sequence.owner()
                        .map(owner -> context.plan().scope().includes(owner.table()))
                        .orElse(true);
    }

    /** In the direction of the increment, on its grid, half of what is left at most; a cycling sequence may not be jumped. */
    private static long ahead(Sequence sequence) {
        long last = sequence.lastValue().orElseThrow();
        if (sequence.cycle()) {
            return last;
        }
        long bound = sequence.increment() > 0 ? sequence.maximum() : sequence.minimum();
        long stepsLeft = BigInteger.valueOf(bound)
                .subtract(BigInteger.valueOf(last))
                .divide(BigInteger.valueOf(sequence.increment()))
                .min(BigInteger.valueOf(2 * MARGIN))
                .longValueExact();
        return last + Math.max(0, stepsLeft / 2) * sequence.increment();
    }

    private static String scarcity(Sequence sequence) {
        if (sequence.cycle() || sequence.lastValue().isEmpty()) {
            return "";
        }
        double range = (double) sequence.maximum() - sequence.minimum();
        double bound = sequence.increment() > 0 ? sequence.maximum() : sequence.minimum();
        double left = Math.abs(bound - sequence.lastValue().getAsLong()) / Math.max(1, range);
        return left < SCARCE
                ? Messages.text("step.sequence-targets.of-its-values-are-left", Math.round(left * 100))
                : "";
    }
}
