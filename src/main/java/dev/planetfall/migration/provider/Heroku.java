package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Known by its generated names on Amazon's hosts, such as database {@code d4c1e7k2v9a0bq}.
 *
 * @see <a href="https://github.com/heroku/roadmap/issues/38">Logical replication on Heroku's roadmap</a>
 */
final class Heroku implements Provider {
    private static final Pattern HOST = Pattern.compile("ec2-.*\\.amazonaws\\.com|.*\\.rds\\.amazonaws\\.com");
    private static final Pattern DATABASE = Pattern.compile("d(?=.*\\d)[a-z0-9]{11,14}");
    private static final Pattern USER = Pattern.compile("u(?=.*\\d)[a-z0-9]{11,14}|[a-z]{14}");

    @Override
    public String name() {
        return Messages.text("provider.heroku.heroku");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST)
                && DATABASE.matcher(settings.database()).matches()
                && USER.matcher(settings.user()).matches();
    }

    /** Outside of its first region Amazon's names say which; there they end in {@code compute-1}. */
    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Amazon.region(settings);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.heroku.open-the-app-and-choose"),
                Messages.text("provider.heroku.copy-database-url"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }

    @Override
    public List<String> insteadOfReplication() {
        return List.of(
                Messages.text("provider.heroku.heroku-does-not-offer-logical"),
                Messages.text("provider.heroku.use-planetscales-heroku-migrator-which"));
    }
}
