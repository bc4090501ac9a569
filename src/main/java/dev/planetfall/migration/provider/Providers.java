package dev.planetfall.migration.provider;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerMarks;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every provider; the first that recognises an address has it, and after login the first whose surest sign is seen. Some
 * share signs with those they are built upon and therefore stand before them.
 */
public final class Providers {
    private static final Provider SELF_HOSTED = new SelfHosted();

    public static final List<Provider> ALL = List.of(
            new PlanetScale(),
            new Neon(),
            new Supabase(),
            new Heroku(),
            new Aurora(),
            new AmazonRds(),
            new AlloyDb(),
            new CloudSql(),
            new Azure(),
            new DigitalOcean(),
            new Aiven(),
            new CrunchyBridge(),
            new Timescale(),
            new Scaleway(),
            new Railway(),
            new Render(),
            new Fly(),
            SELF_HOSTED);

    private Providers() {}

    /** Whose server this is; an address that nobody recognises is taken for a server of one's own. */
    public static Provider of(ConnectionSettings settings) {
        return ALL.stream()
                .filter(provider -> provider.recognises(settings))
                .findFirst()
                .orElse(SELF_HOSTED);
    }

    /** Whose server this is, once it has answered: by the address where it is the provider's own, else by the marks. */
    public static Provider of(ConnectionSettings settings, ServerMarks marks) {
        List<Provider> possible = ALL.stream()
                .filter(provider -> provider != SELF_HOSTED && provider.fits(marks))
                .toList();
        return possible.stream()
                .filter(provider -> provider.recognises(settings))
                .findFirst()
                .or(() -> bySigns(possible, marks))
                .orElse(SELF_HOSTED);
    }

    private static Optional<Provider> bySigns(List<Provider> possible, ServerMarks marks) {
        return Signs.SUREST_FIRST.stream()
                .flatMap(kind -> possible.stream().filter(provider -> kind.isSeen(provider.signs(), marks)))
                .findFirst();
    }

    /** Reads what {@link #of(ConnectionSettings, ServerMarks)} wants to know, in one question. */
    public static ServerMarks marks(Session session) {
        return new Catalog(session).marks(all(Signs::settingPrefixes), all(Signs::roles), all(Signs::schemas));
    }

    /**
     * Logs in and finds out whose server this is.
     *
     * @throws dev.planetfall.postgres.DatabaseException when it does not answer
     */
    public static Provider of(Database database) {
        return of(database.settings(), database.withReadOnlySession(Providers::marks));
    }

    private static List<String> all(Function<Signs, Set<String>> kind) {
        return ALL.stream()
                .flatMap(provider -> kind.apply(provider.signs()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
