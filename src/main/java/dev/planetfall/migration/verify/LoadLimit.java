package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.util.Optional;

/** Lets a comparison wait while the target falls behind: it reads what the target needs to write. */
final class LoadLimit {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** An older measurement says nothing about now. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final MigrationContext context;

    LoadLimit(MigrationContext context) {
        this.context = context;
    }

    /** Returns when the target is close behind the source, as measured last; at once when nobody measures. */
    void await(QualifiedName next) {
        for (var lag = tooMuchLag(); lag.isPresent(); lag = tooMuchLag()) {
            context.report(new Progress(
                    Messages.text(
                            "verify.load-limit.waiting-with-planetscale-is-behind",
                            next,
                            Quantities.duration(lag.get())),
                    0,
                    0,
                    "bytes"));
            context.pause(PAUSE);
        }
    }

    private Optional<Duration> tooMuchLag() {
        return context.state()
                .replication()
                .filter(measured ->
                        measured.at().plus(FRESH).isAfter(context.clock().instant()))
                .filter(measured -> measured.enabled() && !measured.isLagSmall())
                .flatMap(ReplicationStatus::lagTime);
    }
}
