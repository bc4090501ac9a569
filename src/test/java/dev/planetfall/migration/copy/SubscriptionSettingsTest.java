package dev.planetfall.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionSettingsTest {
    private static final String ALWAYS = "(copy_data = true, create_slot = true, slot_name = 'pf_''1'";

    @Test
    void asksForWhatTheVersionKnows() {
        assertThat(sql(13)).isEqualTo(ALWAYS + ")");
        assertThat(sql(14)).isEqualTo(ALWAYS + ", streaming = on)");
        assertThat(sql(15)).isEqualTo(ALWAYS + ", streaming = on)");
        assertThat(sql(16)).isEqualTo(ALWAYS + ", streaming = parallel, origin = any)");
        assertThat(sql(17)).isEqualTo(sql(16));
        assertThat(sql(18)).isEqualTo(sql(16));
    }

    @Test
    void copiesNothingWhereTheRowsAreThere() {
        assertThat(SubscriptionSettings.of(new Identifier("s"), new ServerVersion(140_000), false, false)
                        .sql())
                .isEqualTo("(copy_data = false, create_slot = false, slot_name = 's', streaming = on)");
    }

    @Test
    void sendsWithoutTextWhereThatIsSafe() {
        assertThat(SubscriptionSettings.of(new Identifier("s"), new ServerVersion(180_000), true, true))
                .isEqualTo(new SubscriptionSettings(List.of(
                        "copy_data = true",
                        "create_slot = true",
                        "slot_name = 's'",
                        "streaming = parallel",
                        "origin = any",
                        "binary = true")));
    }

    private static String sql(int major) {
        return SubscriptionSettings.of(new Identifier("pf_'1"), new ServerVersion(major * 10_000), true, false)
                .sql();
    }
}
