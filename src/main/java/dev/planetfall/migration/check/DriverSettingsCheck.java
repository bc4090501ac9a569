package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an application's connection to PlanetScale needs and its present one may not have. Asks nobody: it holds for every
 * migration.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Connecting</a>
 */
final class DriverSettingsCheck implements Check {
    private static final List<String> BY_DRIVER = List.of(
            "libpq (psql, Ruby, PHP, Python's psycopg): sslmode=verify-full sslrootcert=system; before libpq 16 name the"
                    + " system's file of authorities in sslrootcert",
            "Java (JDBC): sslmode=verify-full and sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
            "Node (pg): ssl: true; parameters such as sslrootcert=system are not understood",
            "Python (asyncpg): ssl=ssl.create_default_context(); it takes no sslmode argument",
            "Go (pgx): sslmode=verify-full; leave sslrootcert out to trust the system's authorities",
            "Pooling: port 6432 is a transaction pooler; session features such as LISTEN, SET and advisory locks need 5432");

    @Override
    public CheckName name() {
        return new CheckName("driver-settings", "Connections of the application", CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(Finding.note(
                        id(),
                        "PlanetScale takes encrypted connections only, so the application's connection settings may need a"
                                + " change.",
                        "Try the new connection from every program of yours before the cutover. The Finish page shows the"
                                + " connection strings.")
                .withDetails(BY_DRIVER));
    }
}
