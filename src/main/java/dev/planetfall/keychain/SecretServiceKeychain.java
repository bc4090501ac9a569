package dev.planetfall.keychain;

import dev.planetfall.desktop.DesktopException;
import dev.planetfall.desktop.SessionBus;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.KeychainException;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The keychain of a Linux desktop: GNOME Keyring, KWallet, KeePassXC and whatever else speaks the Secret Service API. */
final class SecretServiceKeychain implements Keychain {
    /** Somebody looks for the keyring's password. */
    private static final Duration ANSWERING = Duration.ofMinutes(2);

    private final String address;
    private final Duration answering;

    /** @param address of the session's bus */
    SecretServiceKeychain(String address) {
        this(address, ANSWERING);
    }

    /** @param answering how long a person may take who is asked by the system */
    SecretServiceKeychain(String address, Duration answering) {
        this.address = address;
        this.answering = answering;
    }

    @Override
    public Optional<String> obstacle() {
        try (SessionBus bus = SessionBus.connect(address)) {
            if (!bus.offers(SecretBus.NAME)) {
                return Optional.of(Messages.text("keychain.keychains.none-runs"));
            }
            return SecretSession.hasDefaultRing(bus)
                    ? Optional.empty()
                    : Optional.of(Messages.text("keychain.keychains.no-default-keyring"));
        } catch (DesktopException | DBusExecutionException e) {
            return Optional.of(Messages.text("keychain.keychains.does-not-answer"));
        }
    }

    @Override
    public Optional<Password> find(String migrationId, Side side) {
        return with(session -> session.find(Entry.of(migrationId, side))).map(Password::of);
    }

    @Override
    public void keep(String migrationId, Side side, Password password) {
        with(session -> {
            session.keep(Entry.of(migrationId, side), password.reveal());
            return true;
        });
    }

    @Override
    public void forget(String migrationId, Side side) {
        with(session -> {
            session.forget(Entry.of(migrationId, side));
            return true;
        });
    }

    private <T> T with(Function<SecretSession, T> work) {
        try (SessionBus bus = SessionBus.connect(address)) {
            return work.apply(new SecretSession(bus, answering));
        } catch (DesktopException | DBusExecutionException e) {
            throw new KeychainException(Messages.text("keychain.keychains.does-not-answer"), e);
        }
    }
}
