package dev.planetfall.notice;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands alarms to the channels that are on, on a thread of its own: whoever publishes events never waits. Thread-safe. */
public final class Notices implements BiConsumer<MigrationEvent, MigrationState>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long CLOSING_SECONDS = 15;

    private final Supplier<List<Channel>> channels;
    private final ThreadPoolExecutor worker = Background.named("alarm-notices");

    /** @param channels that are on at that moment */
    public Notices(Supplier<List<Channel>> channels) {
        this.channels = channels;
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        String name = state.plan().map(MigrationPlan::name).orElse(Messages.text("notice.notices.a-migration"));
        if (event instanceof AlarmRaised raised) {
            tell(new Notice(raised.at(), name, raised.alarm(), false));
        } else if (event instanceof AlarmCleared cleared) {
            tell(new Notice(cleared.at(), name, cleared.alarm(), true));
        }
    }

    /** Sends what waits, for a while at most. */
    @Override
    public void close() {
        Background.end(worker, CLOSING_SECONDS);
    }

    private void tell(Notice notice) {
        worker.execute(() -> channels.get().forEach(channel -> send(channel, notice)));
    }

    private static void send(Channel channel, Notice notice) {
        try {
            LOG.info("Alarm {}: {}", notice.alarm().id(), channel.send(notice));
        } catch (RuntimeException e) {
            // Not its message, which may quote an address that holds a token.
            LOG.warn(
                    "Alarm {} could not be told: {}",
                    notice.alarm().id(),
                    e.getClass().getSimpleName());
        }
    }
}
