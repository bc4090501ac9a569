package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Lookalike;
import dev.planetfall.postgres.LookalikeException;
import dev.planetfall.postgres.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one login shows about a server, before anything else is asked of it.
 *
 * @param facts what the server says of itself
 * @param provider whose server it is, judged by the address and by what the server shows
 * @param problems one sentence each: with any of these the migration cannot go on from here
 * @param warnings one sentence each: worth reading, and no reason to stop
 * @param walLevel how much the server writes into its log: {@code logical} is what replication needs
 * @param direct the address to use instead of a pooled one, where it can be worked out
 */
public record ConnectionTest(
        ServerFacts facts,
        Provider provider,
        List<String> problems,
        List<String> warnings,
        Optional<String> walLevel,
        Optional<ConnectionSettings> direct) {
    /** Logical replication by publication and subscription begins there. */
    private static final int OLDEST_SOURCE = 10;

    /** Before, only a superuser may subscribe. */
    private static final int OLDEST_TARGET = 16;

    /** @see <a href="https://planetscale.com/docs/postgres/postgres-compatibility">What PlanetScale runs</a> */
    private static final List<Integer> OFFERED_BY_PLANETSCALE = List.of(17, 18);

    public ConnectionTest {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    public boolean passed() {
        return problems.isEmpty();
    }

    /**
     * Logs in, looks round and logs out; changes nothing. Blocks for as long as the network takes: for a worker thread.
     * When both sides are one server, that alone is told: whatever else is wrong with it, it is the wrong server.
     *
     * @param side which part the server is to play
     * @param other the connection of the other side, once it is known: the two must not be one server
     * @throws ConnectionFailedException when nobody could log in; its message is the sentence to show
     * @throws LookalikeException when this is not PostgreSQL; likewise
     */
    public static ConnectionTest of(Side side, ConnectionSettings settings, Optional<ConnectionSettings> other) {
        Answer answer = ask(side, settings);
        ServerFacts facts = answer.facts();
        Provider provider = answer.provider();
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Provider atDoor = provider.isPooled(settings) ? provider : Providers.of(settings);
        boolean pooled = atDoor.isPooled(settings);
        Optional<ConnectionSettings> direct = pooled ? atDoor.direct(settings) : Optional.<ConnectionSettings>empty();
        if (pooled) {
            problems.add(pooler(settings, direct));
        }
        if (facts.inRecovery()) {
            problems.add(Messages.text(
                    side == Side.SOURCE
                            ? "run.connection-test.is-a-read-replica-which"
                            : "run.connection-test.is-a-read-replica-which-cannot",
                    settings.host()));
        }
        version(side, facts).ifPresent(problems::add);
        if (side == Side.TARGET
                && !OFFERED_BY_PLANETSCALE.contains(facts.version().major())) {
            warnings.add(Messages.text(
                    "run.connection-test.runs-postgresql-which-planetscale-does", settings.host(), facts.version()));
        }
        if (side == Side.SOURCE && !provider.offersReplication()) {
            problems.add(String.join(" ", provider.insteadOfReplication()));
        }
        other.ifPresent(there -> compare(side, facts, there, problems, warnings));
        return new ConnectionTest(facts, provider, problems, warnings, answer.walLevel(), direct);
    }

    /** In a plain session: a pooler refuses the login of one with options, and then could not be told from a wrong port. */
    private static Answer ask(Side side, ConnectionSettings settings) {
        Lookalike.of(settings).ifPresent(other -> {
            throw new LookalikeException(other);
        });
        return new Database(settings, side.id())
                .withSession(session -> new Answer(
                        new Catalog(session).server(),
                        Providers.of(settings, Providers.marks(session)),
                        new Catalog(session).setting("wal_level")));
    }

    static String pooler(ConnectionSettings pooled, Optional<ConnectionSettings> direct) {
        return direct.map(server -> server.user().equals(pooled.user())
                        ? Messages.text(
                                "run.connection-test.is-a-connection-pooler-through",
                                pooled.host(),
                                pooled.port(),
                                server.host(),
                                server.port())
                        : Messages.text(
                                "run.connection-test.is-a-connection-pooler-through-which",
                                pooled.host(),
                                pooled.port(),
                                server.host(),
                                server.port(),
                                server.user()))
                .orElse(Messages.text(
                        "run.connection-test.looks-like-a-connection-pooler", pooled.host(), pooled.port()));
    }

    private static Optional<String> version(Side side, ServerFacts facts) {
        int oldest = side == Side.SOURCE ? OLDEST_SOURCE : OLDEST_TARGET;
        return facts.version().isAtLeast(oldest)
                ? Optional.empty()
                : Optional.of(Messages.text(
                        "run.connection-test.the-server-runs-postgresql-and", side.label(), facts.version(), oldest));
    }

    /** A failure on the other side is told on the other side's page. */
    private static void compare(
            Side side, ServerFacts facts, ConnectionSettings there, List<String> problems, List<String> warnings) {
        Side otherSide = side == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        try {
            ServerFacts others = ask(otherSide, there).facts();
            if (others.systemIdentifier().equals(facts.systemIdentifier())) {
                problems.clear();
                warnings.clear();
                problems.add(Messages.text(
                        "run.connection-test.the-source-and-planetscale-are", there.host(), there.port()));
                return;
            }
            int source = (side == Side.SOURCE ? facts : others).version().major();
            int target = (side == Side.SOURCE ? others : facts).version().major();
            if (target < source) {
                warnings.add(
                        Messages.text("run.connection-test.planetscale-runs-postgresql-older-than", target, source));
            }
        } catch (ConnectionFailedException | LookalikeException e) {
            warnings.add(Messages.text("run.connection-test.the-two-servers-could-not", e.getMessage()));
        }
    }

    private record Answer(ServerFacts facts, Provider provider, Optional<String> walLevel) {}
}
