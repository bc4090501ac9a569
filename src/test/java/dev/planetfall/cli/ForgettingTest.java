package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.keychain.Keychains;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.DesktopSession;
import dev.planetfall.testing.DesktopSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(DesktopSessionExtension.class)
class ForgettingTest {
    private static final String ID = "20260301_100000";

    @Test
    void leavesNoPasswordOfAFinishedMigrationInTheKeychain(DesktopSession session) {
        session.startKeychain();
        Keychain keychain = Keychains.onBus(session.address());
        keychain.keep(ID, Side.SOURCE, Password.of("of the source"));
        keychain.keep(ID, Side.TARGET, Password.of("of PlanetScale"));

        Forgetting.passwords(keychain, ID);

        assertThat(keychain.find(ID, Side.SOURCE)).isEmpty();
        assertThat(keychain.find(ID, Side.TARGET)).isEmpty();
    }

    @Test
    void needsNoKeychain() {
        Forgetting.passwords(Keychains.onBus("unix:path=/nowhere"), ID);
        Forgetting.passwords(new Keychain.Absent("There is none."), ID);
    }
}
