package dev.planetfall.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.planetfall.desktop.SessionBus;
import dev.planetfall.keychain.SecretBus.Both;
import dev.planetfall.keychain.SecretBus.Item;
import dev.planetfall.keychain.SecretBus.Prompt;
import dev.planetfall.keychain.SecretBus.Ring;
import dev.planetfall.keychain.SecretBus.Secret;
import dev.planetfall.keychain.SecretBus.Vault;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.KeychainException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.errors.UnknownMethod;
import org.freedesktop.dbus.errors.UnknownObject;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;

/**
 * One visit to the keychain. Passwords travel as they are: the bus is a socket that only this person's programs may open, and they may ask
 * the keychain, too.
 */
final class SecretSession {
    private static final String PLAIN = "plain";
    private static final String DEFAULT_RING = "default";

    private final SessionBus bus;
    private final Duration answering;
    private final Vault vault;
    private final DBusPath session;

    SecretSession(SessionBus bus, Duration answering) {
        this.bus = bus;
        this.answering = answering;
        this.vault = vault(bus);
        this.session = vault.OpenSession(PLAIN, new Variant<>("")).second;
    }

    static boolean hasDefaultRing(SessionBus bus) {
        return !vault(bus).ReadAlias(DEFAULT_RING).getPath().equals(SecretBus.NOTHING);
    }

    /** A locked entry makes the system ask for leave; an entry that is not there never does. */
    Optional<String> find(String account) {
        return search(account)
                .flatMap(path -> unlessGone(account, () -> {
                    unlock(path);
                    return new String(item(path).GetSecret(session).value, UTF_8);
                }));
    }

    void keep(String account, String password) {
        DBusPath ring = vault.ReadAlias(DEFAULT_RING);
        unlock(ring);
        Map<String, Variant<?>> properties = Map.of(
                "org.freedesktop.Secret.Item.Label",
                new Variant<>(Entry.SERVICE + ": " + account),
                "org.freedesktop.Secret.Item.Attributes",
                new Variant<>(attributes(account), "a{ss}"));
        Secret secret = new Secret(session, new byte[0], password.getBytes(UTF_8), "text/plain; charset=utf8");
        Both<DBusPath, DBusPath> made =
                bus.object(SecretBus.NAME, ring.getPath(), Ring.class).CreateItem(properties, secret, true);
        await(made.second);
    }

    void forget(String account) {
        search(account)
                .ifPresent(path -> unlessGone(account, () -> {
                    unlock(path);
                    await(item(path).Delete());
                    return path;
                }));
    }

    /** Another program may add or remove the entry between a search and what is asked of it: then there is none. */
    private <T> Optional<T> unlessGone(String account, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (UnknownObject | UnknownMethod e) {
            return Optional.empty();
        } catch (DBusExecutionException e) {
            if (search(account).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<DBusPath> search(String account) {
        Both<List<DBusPath>, List<DBusPath>> found = vault.SearchItems(attributes(account));
        return Stream.concat(found.first.stream(), found.second.stream()).findFirst();
    }

    private static Map<String, String> attributes(String account) {
        return Map.of("service", Entry.SERVICE, "account", account);
    }

    private void unlock(DBusPath object) {
        await(vault.Unlock(List.of(object)).second);
    }

    private Item item(DBusPath path) {
        return bus.object(SecretBus.NAME, path.getPath(), Item.class);
    }

    private static Vault vault(SessionBus bus) {
        return bus.object(SecretBus.NAME, SecretBus.PATH, Vault.class);
    }

    /** Lets the system ask the person, where it wants to, and waits for the answer. */
    private void await(DBusPath prompt) {
        if (prompt.getPath().equals(SecretBus.NOTHING)) {
            return;
        }
        CompletableFuture<Boolean> dismissed = new CompletableFuture<>();
        try {
            // Nobody stops listening: the connection ends with the visit.
            bus.connection().addSigHandler(Prompt.Completed.class, answer -> {
                if (answer.getPath().equals(prompt.getPath())) {
                    dismissed.complete(answer.dismissed);
                }
            });
            bus.object(SecretBus.NAME, prompt.getPath(), Prompt.class).Prompt("");
            if (dismissed.get(answering.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeychainException(Messages.text("keychain.keychains.refused"));
            }
        } catch (TimeoutException | ExecutionException | DBusException e) {
            throw new KeychainException(Messages.text("keychain.keychains.refused"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException(Messages.text("keychain.keychains.refused"), e);
        }
    }
}
