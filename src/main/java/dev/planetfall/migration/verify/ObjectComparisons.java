package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what else must be as on the source before an application may rely on the target. */
final class ObjectComparisons {
    private final MigrationContext context;
    private final Both<Session> sessions;
    private final List<ObjectComparison> found = new ArrayList<>();

    private ObjectComparisons(MigrationContext context, Both<Session> sessions) {
        this.context = context;
        this.sessions = sessions;
    }

    /** One for each kind where all is well, else one for each object with which something is wrong. */
    static List<ObjectComparison> of(MigrationContext context) {
        return context.source()
                .withReadOnlySession(source -> context.target()
                        .withReadOnlySession(
                                target -> new ObjectComparisons(context, new Both<>(source, target)).all()));
    }

    private List<ObjectComparison> all() {
        schema();
        asked(Kind.SEQUENCE, () -> found.addAll(SequencePositions.compare(context, sessions)));
        for (ObjectStates states : ObjectStates.ALL) {
            asked(states.kind(), () -> compare(states));
        }
        return found;
    }

    private void schema() {
        Optional<SchemaDrift> drift = context.state().drift();
        if (drift.isEmpty()) {
            add(
                    Kind.SCHEMA,
                    Messages.text("verify.object-comparisons.all-objects"),
                    Verdict.NOT_VERIFIED,
                    Messages.text("verify.object-comparisons.the-two-schemas-have-not"));
        } else if (drift.get().isNone()) {
            add(Kind.SCHEMA, Messages.text("verify.object-comparisons.all-objects"), Verdict.EQUAL, "");
        } else {
            drift.get()
                    .sentences()
                    .forEach(sentence -> add(
                            Kind.SCHEMA,
                            Messages.text("verify.object-comparisons.one-place"),
                            Verdict.DIFFERS,
                            sentence));
        }
    }

    private void compare(ObjectStates states) {
        Map<String, String> here = states.read(sessions.source(), context.plan().scope());
        Map<String, String> there =
                states.read(sessions.target(), context.plan().scope());
        int before = found.size();
        there.forEach((name, state) -> states.problem(here.getOrDefault(name, state), state)
                .ifPresent(problem -> add(states.kind(), name, Verdict.DIFFERS, problem)));
        if (found.size() == before && !there.isEmpty()) {
            add(states.kind(), Messages.plural(states.all(), there.size()), Verdict.EQUAL, "");
        }
    }

    /** A question that a server refuses leaves its kind unverified and the others alone. */
    private void asked(Kind kind, Runnable question) {
        try {
            question.run();
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            context.throwIfCancelled();
            add(
                    kind,
                    Messages.text("verify.object-comparisons.all"),
                    Verdict.NOT_VERIFIED,
                    Messages.text("verify.object-comparisons.could-not-be-compared", e.getMessage()));
        }
    }

    private void add(Kind kind, String name, Verdict verdict, String note) {
        found.add(new ObjectComparison(kind, name, verdict, note));
    }
}
