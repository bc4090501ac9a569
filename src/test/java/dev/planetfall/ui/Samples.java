package dev.planetfall.ui;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.ui.page.WizardPages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** Made-up facts to show in the window. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final Remedy IDENTITY = new Remedy(
            Side.SOURCE,
            "ALTER TABLE \"shop\".\"audit_log\" REPLICA IDENTITY FULL;",
            "PostgreSQL writes whole old rows of this table to its log.",
            "ALTER TABLE \"shop\".\"audit_log\" REPLICA IDENTITY DEFAULT;");

    private Samples() {}

    public static Wizard wizard() {
        return wizard(link -> {});
    }

    /** @param browser gets the addresses that are opened */
    public static Wizard wizard(Consumer<String> browser) {
        return new Wizard(new NoMigrations(), Clock.systemUTC(), Duration.ofMillis(200), new NoReports(), browser);
    }

    /** All pages over the wizard, shown on the stage. Called on the JavaFX thread; to be closed by the caller. */
    public static WizardWindow window(Stage stage, Wizard wizard) {
        WizardWindow window = new WizardWindow(
                stage, wizard, WizardPages.all(wizard), new Label("Activity"), new Themes(ThemeChoice.inMemory()));
        window.show();
        return window;
    }

    public static List<Finding> findings() {
        return List.of(
                Finding.passed(
                        "wal-level", "The source writes enough log for logical replication (wal_level = logical)."),
                Finding.note("versions", "The source runs PostgreSQL 15.19, PlanetScale runs 18.6.", ""),
                Finding.blocker(
                                "replica-identity",
                                "1 table has no way to tell its rows apart, so updates and deletes on it would fail as soon "
                                        + "as it is published.",
                                "Add a primary key, or let PostgreSQL log whole old rows.")
                        .withDetails(List.of("shop.audit_log"))
                        .withRemedy(IDENTITY),
                Finding.warning(
                                "extensions",
                                "12 tables use types of extensions that PlanetScale offers in another version.",
                                "Compare the results of your most important queries after the copy.")
                        .withDetails(IntStream.rangeClosed(1, 12)
                                .mapToObj(number -> "shop.table_" + number)
                                .toList()),
                Finding.unknown(
                        "target-reaches-source",
                        "PlanetScale could not be asked whether it reaches the source.",
                        "Allow its addresses in the source's firewall, then run the checks again."),
                Finding.passed("free-slots", "The source has 9 replication slots free."));
    }

    /** A state in which checks of several groups found these. */
    public static MigrationState checked(List<Finding> findings) {
        MigrationState state = MigrationState.INITIAL.after(new ChecksBegun(
                NOON,
                List.of(
                        new CheckName("versions", "Versions", CheckGroup.CONNECTION),
                        new CheckName("target-reaches-source", "Reach", CheckGroup.CONNECTION),
                        new CheckName("wal-level", "Log", CheckGroup.REPLICATION_SETTINGS),
                        new CheckName("free-slots", "Slots", CheckGroup.REPLICATION_SETTINGS),
                        new CheckName("replica-identity", "Identity", CheckGroup.TABLES_AND_KEYS),
                        new CheckName("extensions", "Extensions", CheckGroup.EXTENSIONS))));
        for (Finding finding : findings) {
            state = state.after(new FindingReported(NOON, finding));
        }
        return state;
    }

    /** Every two seconds from noon on. */
    public static ReplicationStatus measured(int index, long lagBytes, Duration lag, long walKept) {
        return new ReplicationStatus(
                NOON.plusSeconds(2L * index),
                List.of(),
                OptionalLong.of(lagBytes),
                Optional.of(lag),
                walKept,
                OptionalLong.of(4L << 30),
                Optional.of("reserved"),
                OptionalLong.empty(),
                0,
                0,
                true,
                Optional.empty(),
                Optional.empty());
    }

    public static StatementSent statement(String server, String sql, long rows) {
        return new StatementSent(NOON, server, sql, Duration.ofMillis(12), rows, Optional.empty());
    }

    public static StatementSent failed(String server, String sql, String message) {
        return new StatementSent(NOON, server, sql, Duration.ofMillis(3), 0, Optional.of(message));
    }
}
