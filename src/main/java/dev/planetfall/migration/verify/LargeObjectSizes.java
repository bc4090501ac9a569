package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.LargeObjects.LargeObject;
import dev.planetfall.postgres.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Compares the numbers and sizes of large objects, which belong to no table in scope: without them a move that left them behind
 * would be called verified. Their content was compared when they were brought up to date.
 */
final class LargeObjectSizes {
    private static final int PAGE = 2_000;

    private final LargeObjects source;
    private final LargeObjects target;
    private final MigrationContext context;
    private long there;
    private long here;
    private long unreadable;
    private long different;

    private LargeObjectSizes(MigrationContext context, Session source, Session target) {
        this.context = context;
        this.source = new LargeObjects(source);
        this.target = new LargeObjects(target);
    }

    /** Empty when the source has none, or they are left out. */
    static Optional<TableComparison> compare(MigrationContext context, boolean frozen) {
        if (!context.plan().scope().includes(LargeObjects.TABLE)) {
            return Optional.empty();
        }
        return context.source()
                .withSession(source -> context.target().withSession(target -> {
                    source.execute("SET statement_timeout = 0");
                    target.execute("SET statement_timeout = 0");
                    return new LargeObjectSizes(context, source, target).judge(frozen);
                }));
    }

    private Optional<TableComparison> judge(boolean frozen) {
        long after = 0;
        while (after < LargeObjects.LAST_OID) {
            context.throwIfCancelled();
            List<LargeObject> page = source.after(after, PAGE);
            count(page);
            after = page.size() < PAGE
                    ? LargeObjects.LAST_OID
                    : page.get(page.size() - 1).oid();
        }
        return there == 0
                ? Optional.empty()
                : Optional.of(new TableComparison(
                        LargeObjects.TABLE,
                        OptionalLong.of(there),
                        OptionalLong.of(here),
                        verdict(frozen),
                        note(frozen)));
    }

    private void count(List<LargeObject> page) {
        List<LargeObject> copies =
                target.among(page.stream().map(LargeObject::oid).toList());
        Set<LargeObject> same = new HashSet<>(copies);
        there += page.size();
        here += copies.size();
        unreadable += page.stream().filter(object -> !object.readable()).count();
        different += page.stream()
                .filter(object -> object.readable() && !same.contains(object))
                .count();
    }

    private Verdict verdict(boolean frozen) {
        if (!frozen || (different == 0 && unreadable > 0)) {
            return Verdict.NOT_VERIFIED;
        }
        return different > 0 ? Verdict.DIFFERS : Verdict.EQUAL;
    }

    private String note(boolean frozen) {
        if (unreadable > 0) {
            return Messages.plural("verify.large-object-sizes.large-objects-could-not-be", unreadable);
        }
        return frozen ? "" : trialNote();
    }

    /** Why it proves nothing. */
    private String trialNote() {
        return Messages.text(
                context.state().writesFrozen()
                        ? "verify.large-object-sizes.trial"
                        : "verify.large-object-sizes.writes-go-on");
    }
}
