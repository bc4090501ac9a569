package dev.planetfall.keychain;

import com.github.javakeyring.KeyringStorageType;
import dev.planetfall.desktop.SessionBus;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Keychain;
import dev.planetfall.os.OperatingSystem;

/** Which keychain a system has. */
public final class Keychains {
    private Keychains() {}

    /** Returns at once: nothing is asked before its first call. */
    public static Keychain ofThisSystem() {
        return switch (OperatingSystem.current()) {
            case MACOS -> new SystemKeychain(KeyringStorageType.LEGACY_OSX_KEYCHAIN);
            case WINDOWS -> new SystemKeychain(KeyringStorageType.WINDOWS_CREDENTIAL_STORE);
            case LINUX, OTHER ->
                SessionBus.address()
                        .map(Keychains::onBus)
                        .orElseGet(() -> new Keychain.Absent(Messages.text("keychain.keychains.no-session")));
        };
    }

    /** The keychain of the Linux desktop whose bus listens there. */
    public static Keychain onBus(String address) {
        return new SecretServiceKeychain(address);
    }
}
