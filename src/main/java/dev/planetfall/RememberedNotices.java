package dev.planetfall;

import dev.planetfall.desktop.Notifier;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.notice.Channel;
import dev.planetfall.notice.Notice;
import dev.planetfall.notice.NoticeChannels;
import dev.planetfall.notice.Notices;
import dev.planetfall.notice.PhaseNews;
import dev.planetfall.store.Settings;
import dev.planetfall.store.SettingsFile;
import dev.planetfall.ui.AlarmNotices;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How alarms and the ends of phases are told, kept in the settings of this computer. */
final class RememberedNotices implements AlarmNotices {
    private final SettingsFile file;
    private final Clock clock;
    private final Notices notices;
    private final PhaseNews news = new PhaseNews(Notifier.ofThisSystem(), this::isNewsWanted);
    private volatile List<Channel> channels;
    private volatile boolean quiet;
    private volatile boolean lookedAt = true;

    RememberedNotices(SettingsFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        take(choice());
        notices = new Notices(() -> channels);
    }

    @Override
    public Choice choice() {
        Settings settings = file.load();
        return new Choice(
                settings.systemNotifications(), !settings.quiet(), settings.webhook(), settings.webhookAddress());
    }

    @Override
    public void choose(Choice choice) {
        file.save(file.load().withNotices(choice.system(), choice.webhook(), choice.address(), !choice.phases()));
        take(choice);
    }

    private void take(Choice choice) {
        channels = channels(choice);
        quiet = !choice.phases();
    }

    @Override
    public Optional<String> problem(Choice choice) {
        return NoticeChannels.problem(choice.webhook(), choice.address());
    }

    @Override
    public String test(Choice choice) {
        Instant now = clock.instant();
        Alarm trial = new Alarm(
                "test",
                Alarm.Level.WARNING,
                Messages.text("program.remembered-notices.this-is-a-test"),
                Messages.text("program.remembered-notices.there-is-nothing-to-do"),
                now);
        String said = channels(choice).stream()
                .map(channel -> channel.sendOnce(
                        new Notice(now, Messages.text("program.remembered-notices.no-migration"), trial, false)))
                .collect(Collectors.joining(" "));
        return said.isEmpty() ? Messages.text("program.remembered-notices.nothing-is-chosen-so-nothing") : said;
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        notices.accept(event, state);
        news.accept(event, state);
    }

    @Override
    public void lookedAt(boolean now) {
        lookedAt = now;
    }

    private boolean isNewsWanted() {
        return !quiet && !lookedAt;
    }

    private static List<Channel> channels(Choice choice) {
        return NoticeChannels.of(choice.system(), choice.webhook(), choice.address());
    }
}
