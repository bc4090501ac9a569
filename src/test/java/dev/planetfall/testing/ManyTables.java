package dev.planetfall.testing;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.postgres.Database;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Adds many empty tables to a replication that runs, without the minutes that copying each of them would take. */
public final class ManyTables {
    private static final int A_BATCH = 250;

    private ManyTables() {}

    /** All of them are live at once. */
    public static void addLive(TwoPostgres servers, int tables) {
        MigrationPlan plan = servers.plan();
        for (int batch = 0; batch < tables; batch += A_BATCH) {
            int end = Math.min(tables, batch + A_BATCH);
            String create = IntStream.range(batch, end)
                    .mapToObj(number -> "CREATE TABLE customer_orders_" + number
                            + " (id bigserial PRIMARY KEY, code text UNIQUE, body jsonb);")
                    .collect(Collectors.joining("\n"));
            run(servers.sourceDatabase(), create);
            run(servers.targetDatabase(), create);
            String list = IntStream.range(batch, end)
                    .mapToObj(number -> "customer_orders_" + number)
                    .collect(Collectors.joining(", "));
            run(
                    servers.sourceDatabase(),
                    "ALTER PUBLICATION " + plan.names().publication().quoted() + " ADD TABLE " + list);
        }
        String subscription = plan.names().subscription().quoted();
        servers.targetDatabase()
                .useSession(session -> session.execute(
                        "ALTER SUBSCRIPTION " + subscription + " REFRESH PUBLICATION WITH (copy_data = false)"));
    }

    private static void run(Database database, String sql) {
        database.withScriptSession(session -> {
            session.execute(sql);
            return true;
        });
    }
}
