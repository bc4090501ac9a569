package dev.planetfall.demo;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The whole rehearsal: a source with a store that is being written to, and an empty target. */
public final class DemoServers implements AutoCloseable {
    /** The database on both servers. */
    public static final String DATABASE = "store";

    /** An upgrade on the way, as most have one. */
    /** Before, only superusers subscribe, and there is no way back in the demo. */
    private static final int ANYBODY_SUBSCRIBES = 16;

    public static final int USUAL_SOURCE_MAJOR = 17;

    private static final int TARGET_MAJOR = 18;

    private final EmbeddedServer source;
    private final EmbeddedServer target;
    private final Workload workload;

    private DemoServers(EmbeddedServer source, EmbeddedServer target, Workload workload) {
        this.source = source;
        this.target = target;
        this.workload = workload;
    }

    /**
     * Starts both servers, loads the store and begins to write. Takes half a minute at full size.
     *
     * @param sourceMajor version of the source, such as 17
     * @param megabytes size of the store, see {@link SampleStore#load}
     * @param news hears what is being done, one sentence at a time, on the calling thread
     * @throws DemoUnavailableException when there is no server of that version, or one does not start
     */
    public static DemoServers start(int sourceMajor, int megabytes, Consumer<String> news) {
        PostgresRelease release = PostgresRelease.ofMajor(sourceMajor);
        news.accept(
                Messages.text("demo.demo-servers.starting-postgresql-as-source-and", release.major(), TARGET_MAJOR));
        CompletableFuture<EmbeddedServer> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedServer.start(release, ServerKind.SOURCE));
        EmbeddedServer target = startTarget(starting);
        EmbeddedServer source = joined(starting, target);
        try {
            target.createDatabase(DATABASE);
            source.createDatabase(DATABASE);
            if (release.major() >= ANYBODY_SUBSCRIBES) {
                source.letSubscribe();
            }
            news.accept(Messages.text("demo.demo-servers.loading-a-sample-store-of", megabytes));
            SampleStore.load(new Database(source.settings(DATABASE), "source"), megabytes);
            news.accept(Messages.text("demo.demo-servers.starting-an-application-that-writes", Workload.DEMO_RATE));
            Workload workload = Workload.start(source.settings(DATABASE), Workload.DEMO_RATE);
            return new DemoServers(source, target, workload);
        } catch (RuntimeException e) {
            target.close();
            source.close();
            throw e;
        }
    }

    private static EmbeddedServer startTarget(CompletableFuture<EmbeddedServer> source) {
        try {
            return EmbeddedServer.start(PostgresRelease.ofMajor(TARGET_MAJOR), ServerKind.TARGET);
        } catch (RuntimeException e) {
            source.thenAccept(EmbeddedServer::close)
                    .handle((done, problem) -> problem)
                    .join();
            throw e;
        }
    }

    private static EmbeddedServer joined(CompletableFuture<EmbeddedServer> source, EmbeddedServer target) {
        try {
            return source.join();
        } catch (CompletionException e) {
            target.close();
            throw e.getCause() instanceof DemoUnavailableException sentence ? sentence : e;
        }
    }

    /** How the store's owner connects to it. */
    public ConnectionSettings source() {
        return source.settings(DATABASE);
    }

    /** How PlanetScale's default role connects to the empty database. */
    public ConnectionSettings target() {
        return target.settings(DATABASE);
    }

    public Workload workload() {
        return workload;
    }

    /** Stops the application, then the target, then the source: a source waits at its end for those who read its log. */
    @Override
    public void close() {
        workload.close();
        target.close();
        source.close();
    }
}
