package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A resting point that survives closing the program. Human decisions lie between phases, never inside one. */
public enum Phase {
    /** Both servers were reached and are what they should be. */
    CONNECT(Messages.text("migration.phase.connect")),
    /** Every check was asked and the disk size was worked out. */
    CHECK(Messages.text("migration.phase.check")),
    /** The schema is on the target. */
    SCHEMA(Messages.text("migration.phase.copy-the-schema")),
    /** All rows were copied and changes flow. Lasts until cutover, with or without this program running. */
    REPLICATE(Messages.text("migration.phase.replicate")),
    /** A first comparison while writes go on. */
    VERIFY(Messages.text("migration.phase.verify")),
    /** The target's sequences are safely ahead. */
    SEQUENCES(Messages.text("migration.phase.advance-sequences")),
    /** Writes are frozen, everything was applied and compared; the target is ready to take over. */
    CUTOVER(Messages.text("migration.phase.cut-over")),
    /** What the migration made on both servers is gone. */
    FINISH(Messages.text("migration.phase.clean-up"));

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** What it is called where the rows travel by the method: without replication they are copied and that is all. */
    public String title(Method method) {
        return this == REPLICATE && !method.replicates() ? Messages.text("migration.phase.copy-rows") : title;
    }

    /** As the command line writes it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Phase> ofKeyword(String keyword) {
        return Arrays.stream(values())
                .filter(phase -> phase.keyword().equals(keyword.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
