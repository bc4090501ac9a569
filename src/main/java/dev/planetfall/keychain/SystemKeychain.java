package dev.planetfall.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.KeychainException;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import java.util.Optional;

/** The Keychain of macOS and the Credential Manager of Windows. */
final class SystemKeychain implements Keychain {
    private final KeyringStorageType kind;

    SystemKeychain(KeyringStorageType kind) {
        this.kind = kind;
    }

    @Override
    public Optional<String> obstacle() {
        try {
            open();
            return Optional.empty();
        } catch (KeychainException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** {@inheritDoc} The library does not tell a password that is not there from one that it may not read. */
    @Override
    public Optional<Password> find(String migrationId, Side side) {
        try {
            return Optional.of(Password.of(open().getPassword(Entry.SERVICE, Entry.of(migrationId, side))));
        } catch (PasswordAccessException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(String migrationId, Side side, Password password) {
        try {
            open().setPassword(Entry.SERVICE, Entry.of(migrationId, side), password.reveal());
        } catch (PasswordAccessException e) {
            throw new KeychainException(Messages.text("keychain.keychains.refused"), e);
        }
    }

    @Override
    public void forget(String migrationId, Side side) {
        if (find(migrationId, side).isEmpty()) {
            return;
        }
        try {
            open().deletePassword(Entry.SERVICE, Entry.of(migrationId, side));
        } catch (PasswordAccessException e) {
            throw new KeychainException(Messages.text("keychain.keychains.refused"), e);
        }
    }

    private Keyring open() {
        try {
            return Keyring.create(kind);
        } catch (BackendNotSupportedException | LinkageError e) {
            throw new KeychainException(Messages.text("keychain.keychains.does-not-answer"), e);
        }
    }
}
