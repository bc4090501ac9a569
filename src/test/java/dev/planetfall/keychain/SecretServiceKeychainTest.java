package dev.planetfall.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.desktop.SessionBus;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.KeychainException;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.DesktopSession;
import dev.planetfall.testing.DesktopSessionExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against GNOME Keyring on a bus of its own. */
@Timeout(60)
@ExtendWith(DesktopSessionExtension.class)
class SecretServiceKeychainTest {
    private static final String ID = "20260301_100000";
    private static final Password SECRET = Password.of("S3cret with spaces, \"quotes\" and an ü");

    private final DesktopSession desktop;

    SecretServiceKeychainTest(DesktopSession desktop) {
        this.desktop = desktop;
    }

    @Test
    void keepsAPasswordForEachMigrationAndSideUntilItIsForgotten() {
        Keychain keychain = keychain();
        assertThat(keychain.find(ID, Side.SOURCE)).isEmpty();

        keychain.keep(ID, Side.SOURCE, Password.of("the first one"));
        keychain.keep(ID, Side.SOURCE, SECRET);
        keychain.keep(ID, Side.TARGET, Password.of("of PlanetScale"));
        keychain.keep("20260302_100000", Side.SOURCE, Password.of("of another migration"));

        assertThat(keychain.find(ID, Side.SOURCE)).contains(SECRET);
        assertThat(keychain.find(ID, Side.TARGET)).contains(Password.of("of PlanetScale"));
        keychain.forget(ID, Side.SOURCE);
        assertThat(keychain.find(ID, Side.SOURCE)).isEmpty();
        assertThat(keychain.find(ID, Side.TARGET)).isPresent();
        keychain.forget(ID);
        keychain.forget(ID);
        assertThat(keychain.find(ID, Side.TARGET)).isEmpty();
        assertThat(keychain.find("20260302_100000", Side.SOURCE)).contains(Password.of("of another migration"));
    }

    /** While an entry is made, GNOME Keyring finds it a moment before it can be read. */
    @Test
    void findsTheWholePasswordOrNoneWhileOthersWriteAndRemoveIt() throws Exception {
        Keychain keychain = keychain();
        Thread other = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                keychain.keep(ID, Side.SOURCE, SECRET);
                keychain.forget(ID, Side.SOURCE);
            }
        });
        other.start();
        while (other.isAlive()) {
            assertThat(keychain.find(ID, Side.SOURCE).orElse(SECRET)).isEqualTo(SECRET);
        }
        other.join();
    }

    @Test
    void leavesThePasswordInNoFileAsItIs() throws Exception {
        Keychain keychain = keychain();

        keychain.keep(ID, Side.SOURCE, Password.of("NeverInAFile"));

        assertThat(desktop.files())
                .anySatisfy(file -> assertThat(file.toString()).endsWith(".keyring"))
                .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("NeverInAFile"));
    }

    @Test
    void saysThatTheKeychainStayedLockedWhereNobodyOpensIt() {
        Keychain keychain = keychain();
        keychain.keep(ID, Side.SOURCE, SECRET);
        lock();

        assertThat(keychain.find("20260302_100000", Side.SOURCE)).isEmpty();
        assertThatThrownBy(() -> keychain.find(ID, Side.SOURCE))
                .isInstanceOf(KeychainException.class)
                .hasMessage("The keychain of this computer refused.");
        assertThat(keychain.obstacle()).isEmpty();
    }

    @Test
    void saysThatNoKeychainRuns() {
        assertThat(new SecretServiceKeychain(desktop.address()).obstacle())
                .contains("Not possible here: no keychain runs. GNOME Keyring, KWallet and KeePassXC are some.");
    }

    @Test
    void saysThatNobodyIsLoggedIn() {
        String nowhere = "unix:path=/nowhere/bus";
        long begun = System.nanoTime();

        assertThat(new SecretServiceKeychain(nowhere).obstacle())
                .contains("Not possible now: the keychain of this computer does not answer.");
        assertThatThrownBy(() -> new SecretServiceKeychain(nowhere).keep(ID, Side.SOURCE, SECRET))
                .isInstanceOf(KeychainException.class)
                .hasMessage("Not possible now: the keychain of this computer does not answer.")
                .hasMessageNotContaining("S3cret");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private Keychain keychain() {
        desktop.startKeychain();
        return new SecretServiceKeychain(desktop.address(), Duration.ofSeconds(5));
    }

    /** As the desktop does when the person goes away. */
    private void lock() {
        try (SessionBus bus = SessionBus.connect(desktop.address())) {
            DBusPath ring = bus.object(SecretBus.NAME, SecretBus.PATH, SecretBus.Vault.class)
                    .ReadAlias("default");
            bus.object(SecretBus.NAME, SecretBus.PATH, Locking.class).Lock(List.of(ring));
        }
    }

    /** What the program itself never does. */
    @DBusInterfaceName("org.freedesktop.Secret.Service")
    public interface Locking extends DBusInterface {
        SecretBus.Both<List<DBusPath>, DBusPath> Lock(List<DBusPath> objects);
    }
}
