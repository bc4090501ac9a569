package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.planetfall.keychain.Keychains;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.DesktopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForgettingTest {
    private static final String ID = "20260301_100000";

    @Test
    void leavesNoPasswordOfAFinishedMigrationInTheKeychain() throws Exception {
        assumeTrue(
                DesktopSession.has("dbus-daemon", "gnome-keyring-daemon"), "needs the packages dbus and gnome-keyring");
        try (DesktopSession session = DesktopSession.start()) {
            session.startKeychain();
            Keychain keychain = Keychains.onBus(session.address());
            while (keychain.obstacle().isPresent()) {
                Thread.sleep(100);
            }
            keychain.keep(ID, Side.SOURCE, Password.of("of the source"));
            keychain.keep(ID, Side.TARGET, Password.of("of PlanetScale"));

            Forgetting.passwords(keychain, ID);

            assertThat(keychain.find(ID, Side.SOURCE)).isEmpty();
            assertThat(keychain.find(ID, Side.TARGET)).isEmpty();
        }
    }

    @Test
    void needsNoKeychain() {
        Forgetting.passwords(Keychains.onBus("unix:path=/nowhere"), ID);
        Forgetting.passwords(new Keychain.Absent("There is none."), ID);
    }
}
