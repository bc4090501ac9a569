package dev.planetfall.testing;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.SslMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Two servers and, on each, an empty database that exists for one test. */
public final class TwoPostgres {
    private final EmbeddedServer source;
    private final EmbeddedServer target;
    private final String id;

    TwoPostgres(EmbeddedServer source, EmbeddedServer target, String id) {
        this.source = source;
        this.target = target;
        this.id = id;
        onBoth(server -> server.createDatabase(id));
    }

    /** Two more databases on the same servers, of any name; {@link #drop} removes them. Their {@link #plan} is of no use. */
    public TwoPostgres beside(String database) {
        return new TwoPostgres(source, target, database);
    }

    public EmbeddedServer sourceServer() {
        return source;
    }

    public EmbeddedServer targetServer() {
        return target;
    }

    /** As the owner of the store connects: no superuser. */
    public ConnectionSettings sourceSettings() {
        return source.settings(id);
    }

    /** As PlanetScale's default role connects. */
    public ConnectionSettings targetSettings() {
        return target.settings(id);
    }

    /** For what a test does itself; what it tests connects by {@link #plan}. */
    public Database sourceDatabase() {
        return new Database(unencrypted(sourceSettings()), Side.SOURCE.label());
    }

    /** For what a test does itself; what it tests connects by {@link #plan}. */
    public Database targetDatabase() {
        return new Database(unencrypted(targetSettings()), Side.TARGET.label());
    }

    /** The source as its superuser sees it. */
    public Database sourceAdmin() {
        return new Database(source.superuserSettings(id), "source administration");
    }

    /** The target as its superuser sees it. */
    public Database targetAdmin() {
        return new Database(target.superuserSettings(id), "target administration");
    }

    /** A plan over both databases, with names that no other test uses. */
    public MigrationPlan plan() {
        return new PlanBuilder(id)
                .source(sourceSettings())
                .target(targetSettings())
                .sampleTime(Duration.ofMillis(200))
                .build()
                .orElseThrow();
    }

    /** A new context for {@link #plan()} that nothing was reported to. */
    public RecordingContext context() {
        return new RecordingContext(plan());
    }

    /**
     * Removes subscriptions, slots, publications and sessions from both databases. For a test that ends in the middle of
     * a migration on purpose; whatever else is left after a test fails it.
     */
    public void clean() {
        leftovers().forEach(Leftovers::remove);
    }

    /** Makes the source's database anew. Nothing may be left of replication, see {@link #clean}. */
    public void emptySource() {
        source.dropDatabase(id);
        source.createDatabase(id);
    }

    /** Makes the target's database anew. Nothing may be left of replication, see {@link #clean}. */
    public void emptyTarget() {
        target.dropDatabase(id);
        target.createDatabase(id);
    }

    /** Sentences about what is left now; empty when both databases are as quiet as before the test. */
    List<String> found() {
        return leftovers().parallelStream()
                .flatMap(side -> side.found().stream())
                .toList();
    }

    /** Removes both databases. Nothing may be left of replication, see {@link #clean}. */
    public void drop() {
        onBoth(server -> server.dropDatabase(id));
    }

    /** On both at the same time: the servers do not wait for each other. */
    private void onBoth(Consumer<EmbeddedServer> work) {
        List.of(target, source).parallelStream().forEach(work);
    }

    /** TLS costs more than all the rest of a short session. */
    private static ConnectionSettings unencrypted(ConnectionSettings settings) {
        return settings.withTls(SslMode.DISABLE, settings.sslRootCert());
    }

    private List<Leftovers> leftovers() {
        return List.of(new Leftovers("target", targetAdmin()), new Leftovers("source", sourceAdmin()));
    }
}
