package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;

/** Every provider; the first that recognises an address has it. */
public final class Providers {
    private static final Provider SELF_HOSTED = new SelfHosted();

    public static final List<Provider> ALL = List.of(
            new PlanetScale(),
            new Neon(),
            new Supabase(),
            new Heroku(),
            new Aurora(),
            new AmazonRds(),
            new Azure(),
            new DigitalOcean(),
            new CloudSql(),
            SELF_HOSTED);

    private Providers() {}

    /** Whose server this is; an address that nobody recognises is taken for a server of one's own. */
    public static Provider of(ConnectionSettings settings) {
        return ALL.stream()
                .filter(provider -> provider.recognises(settings))
                .findFirst()
                .orElse(SELF_HOSTED);
    }
}
