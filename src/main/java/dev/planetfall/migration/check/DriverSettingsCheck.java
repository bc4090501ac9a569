package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
            Messages.text("check.driver-settings.libpq-psql-ruby-php-pythons"),
            Messages.text("check.driver-settings.java-jdbc-sslmode-verify-full"),
            Messages.text("check.driver-settings.node-pg-ssl-true-parameters"),
            Messages.text("check.driver-settings.python-asyncpg-ssl-ssl-create"),
            Messages.text("check.driver-settings.go-pgx-sslmode-verify-full"),
            Messages.text("check.driver-settings.pooling-port-6432-is-a"));

    @Override
    public CheckName name() {
        return new CheckName(
                "driver-settings",
                Messages.text("check.driver-settings.connections-of-the-application"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(Finding.note(
                        id(),
                        Messages.text("check.driver-settings.planetscale-takes-encrypted-connections-only"),
                        Messages.text("check.driver-settings.try-the-new-connection-from"))
                .withDetails(BY_DRIVER));
    }
}
