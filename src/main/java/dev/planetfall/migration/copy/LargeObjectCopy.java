package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.postgres.LargeObjects.LargeObject;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the target's large objects in line with the source's, which have no change stream: page by page of their numbers, made
 * where they are missing, removed where the source has them no more. Only objects of the {@link LargeObjectLedger} are ever
 * changed. Those that the source's role may not read stay behind; the checks and the comparison tell of them.
 */
public final class LargeObjectCopy {
    private static final int PAGE = 500;
    private static final int NAMED = 5;
    /** An object may vanish between the listing and the copy; the next listing lacks it. */
    private static final int ATTEMPTS = 10;

    private final MigrationContext context;
    private final Extent extent;
    private final LargeObjects objects;
    private final LargeObjectLedger ledger;
    private final LargeObjectWriter writer;
    private final LargeObjectComparison comparison;
    private final LargeObjectProperties properties;
    private final long total;
    private long done;

    private LargeObjectCopy(MigrationContext context, Session source, Session target, Extent extent) {
        this.context = context;
        this.extent = extent;
        objects = new LargeObjects(source);
        ledger = ledger(context, target);
        refuse(ledger.taken(objects, NAMED));
        ledger.create();
        writer = new LargeObjectWriter(source, target, ledger);
        comparison = new LargeObjectComparison(source, target, writer);
        properties = new LargeObjectProperties(source, target);
        total = objects.count().all();
    }

    /** Copies what is not copied yet, while others go on writing. What has changed since it was copied is not looked for. */
    public static void copy(MigrationContext context) {
        run(context, Extent.MISSING);
    }

    /** Compares every object by its content and copies what differs, while nobody writes. */
    public static void update(MigrationContext context) {
        run(context, Extent.ALL);
    }

    /** {@link #update} as far as that is possible while others go on writing. */
    public static void rehearse(MigrationContext context) {
        run(context, Extent.ALL_MEANWHILE);
    }

    private enum Extent {
        /** What is not copied yet, while others write. */
        MISSING,
        /** Every object, while others write. */
        ALL_MEANWHILE,
        /** Every object, while nobody writes. */
        ALL
    }

    /** Whether every object that can be read was copied once, and none that is gone is left. */
    public static boolean isCopied(MigrationContext context) {
        if (!isInScope(context)) {
            return true;
        }
        String readable = context.source().withReadOnlySession(session -> new LargeObjects(session).readableDigest());
        return context.target()
                .withReadOnlySession(session -> ledger(context, session).wholeDigest())
                .equals(readable);
    }

    /** Whoever wants none leaves out the table in which the server keeps them. */
    public static boolean isInScope(MigrationContext context) {
        return context.plan().scope().includes(LargeObjects.TABLE);
    }

    public static LargeObjectLedger ledger(MigrationContext context, Session target) {
        return new LargeObjectLedger(target, context.plan().id());
    }

    private static void run(MigrationContext context, Extent extent) {
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    source.execute("SET statement_timeout = 0");
                    target.execute("SET statement_timeout = 0");
                    if (new LargeObjects(source).count().all() > 0
                            || !ledger(context, target).isGone()) {
                        new LargeObjectCopy(context, source, target, extent).run();
                    }
                }));
    }

    private static void refuse(List<Long> taken) {
        if (!taken.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            taken.size() < NAMED
                                    ? "copy.large-object-copy.planetscale-has-other-large-objects"
                                    : "copy.large-object-copy.planetscale-has-other-large-objects-under",
                            String.join(
                                    ", ", taken.stream().map(Object::toString).toList())),
                    Messages.text("copy.large-object-copy.columns-name-large-objects-by", LargeObjects.TABLE));
        }
    }

    private void run() {
        long after = 0;
        while (after < LargeObjects.LAST_OID) {
            after = page(after, ATTEMPTS);
        }
    }

    private long page(long after, int attempts) {
        context.throwIfCancelled();
        try {
            return page(after);
        } catch (DatabaseException e) {
            boolean maybeGone =
                    e.state().equals(SqlState.UNDEFINED_OBJECT) || e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE);
            if (extent == Extent.ALL || !maybeGone || attempts <= 1) {
                throw e;
            }
            writer.clear();
            comparison.clear();
            return page(after, attempts - 1);
        }
    }

    private long page(long after) {
        List<LargeObject> there = objects.after(after, PAGE);
        long last = there.size() < PAGE
                ? LargeObjects.LAST_OID
                : there.get(there.size() - 1).oid();
        Map<Long, LargeObjectLedger.Entry> ours = ledger.between(after, last);
        Set<Long> vanished = new HashSet<>(ours.keySet());
        there.forEach(object -> vanished.remove(object.oid()));
        ledger.unlink(vanished);
        there.stream().filter(LargeObject::readable).forEach(object -> {
            carry(object, ours.getOrDefault(object.oid(), new LargeObjectLedger.Entry(false, false)));
            tell();
        });
        comparison.finish();
        writer.flush();
        properties.carry(after, last, ledger.between(after, last).keySet());
        done += there.size();
        return last;
    }

    private void carry(LargeObject object, LargeObjectLedger.Entry entry) {
        if (!entry.present()) {
            writer.make(object);
            for (long number = 0; number < object.pieces(); number++) {
                context.throwIfCancelled();
                writer.write(object, number);
                tell();
            }
            writer.end(object);
        } else if (extent != Extent.MISSING || !entry.whole()) {
            comparison.add(object, entry.whole(), context::throwIfCancelled);
        }
    }

    private void tell() {
        String what = Messages.text(
                extent != Extent.MISSING
                        ? "copy.large-object-copy.comparing-large-objects"
                        : "copy.large-object-copy.copying-large-objects");
        context.report(new Progress(
                Messages.text("copy.large-object-copy.copied", what + Quantities.bytes(writer.written())),
                Math.min(done, total),
                total,
                "objects"));
    }
}
