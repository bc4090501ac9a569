package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.time.Duration;
import java.util.Optional;

/**
 * The way of PlanetScale's guide: the whole schema first, then a subscription with the servers' usual numbers of workers.
 *
 * @see <a href="https://planetscale.com/docs/postgres/imports/postgres-migrate-walkthrough">Migrate with logical replication</a>
 */
final class GuidesWay implements CopyMethod {
    private static final int FIRST_FOR_ROLES = 16;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(60);
    private static final String NAME = "bench_guide";

    @Override
    public String keyword() {
        return "guide";
    }

    @Override
    public String title() {
        return "PlanetScale's guide: whole schema, then subscription";
    }

    @Override
    public Optional<String> hindrance(CopyGround ground) {
        return withoutSubscription(ground);
    }

    /** Why the target cannot subscribe, as a sentence. */
    static Optional<String> withoutSubscription(CopyGround ground) {
        return ground.servers().targetServer().release().major() < FIRST_FOR_ROLES
                ? Optional.of("Before version " + FIRST_FOR_ROLES + " only a superuser can make a subscription.")
                : Optional.empty();
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public Copied copy(CopyGround ground) {
        long begun = System.nanoTime();
        ground.data().makeEmpty(ground.target());
        ground.source()
                .useSession(source -> source.execute("CREATE PUBLICATION " + NAME + " FOR TABLE "
                        + String.join(", ", ground.data().tableNames())));
        ground.target().useSession(target -> {
            target.hiding(ground.servers().sourceSettings().password());
            target.execute("CREATE SUBSCRIPTION " + NAME + " CONNECTION "
                    + SqlLiteral.quote(Conninfo.forSubscription(ground.servers().sourceSettings(), NAME))
                    + " PUBLICATION " + NAME);
            awaitTables(target, ground.data().tables().size(), begun);
        });
        return Copied.in(Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void awaitTables(Session target, long tables, long begun) {
        while (ready(target) < tables) {
            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new IllegalStateException(
                        "The subscription is not ready after " + LIMIT.toMinutes() + " minutes");
            }
            target.execute("SELECT pg_sleep(" + POLL.toMillis() / 1000.0 + ")");
        }
    }

    private static long ready(Session target) {
        return target.queryOne(
                "SELECT count(*) AS ready FROM pg_subscription_rel WHERE srsubstate = 'r'", row -> row.number("ready"));
    }
}
