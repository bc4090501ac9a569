package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.RowPipe;
import dev.planetfall.postgres.Session;
import java.util.Optional;

/**
 * One stream of rows: takes chunk after chunk, each in a transaction of its own on the target. A lost connection is opened again, and
 * whether the chunk had arrived is asked of the target. Used by one thread.
 */
final class CopyStream implements Runnable {
    private final MigrationContext context;
    private final Snapshot snapshot;
    private final ChunkQueue queue;
    private final Database source;
    private final Database target;
    private final Outage outage = new Outage();
    private Optional<Chunk> current = Optional.empty();

    CopyStream(MigrationContext context, Snapshot snapshot, ChunkQueue queue, Database source, Database target) {
        this.context = context;
        this.snapshot = snapshot;
        this.queue = queue;
        this.source = source;
        this.target = target;
    }

    @Override
    public void run() {
        try {
            current = queue.next();
            while (current.isPresent()) {
                goOn();
            }
        } catch (RuntimeException e) {
            queue.fail(CopyFailure.explained(current, e));
        } catch (OutOfMemoryError e) {
            // Only what held the row is lost. Without a word of it the copy would wait for this stream without end.
            queue.fail(CopyFailure.ofMemory(current.orElseThrow(), e));
        }
    }

    private void goOn() {
        try {
            source.useSession(from -> {
                snapshot.take(from);
                target.useSession(to -> {
                    Snapshot.prepare(to);
                    copyAll(from, to);
                });
                from.execute("ROLLBACK");
            });
        } catch (DatabaseException e) {
            current.ifPresent(queue::brokeOff);
            outage.outlast(context, e);
        }
    }

    private void copyAll(Session from, Session to) {
        while (current.isPresent()) {
            Chunk chunk = current.get();
            if (!outage.lasts() || !ChunkLedger.isComplete(to, context.plan().id(), snapshot.moment(), chunk)) {
                copy(from, to, chunk);
            }
            outage.end();
            queue.done(chunk);
            current = queue.next();
        }
    }

    private void copy(Session from, Session to, Chunk chunk) {
        CopiedTable table = queue.table(chunk);
        queue.begin(chunk);
        to.inTransaction(() -> {
            long rows =
                    RowPipe.move(from, table.copyTo(chunk), to, table.copyFrom(), bytes -> queue.moved(chunk, bytes));
            if (!ChunkLedger.complete(to, context.plan().id(), snapshot.moment(), chunk, rows)) {
                throw new IllegalStateException("Another run of this migration copies " + table.name());
            }
            return rows;
        });
    }
}
