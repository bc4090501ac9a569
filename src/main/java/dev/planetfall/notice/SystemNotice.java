package dev.planetfall.notice;

import dev.planetfall.desktop.Notifier;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Alarm;

/** Alarms as notifications of the desktop. */
public final class SystemNotice implements Channel {
    private final Notifier notifier;

    public SystemNotice() {
        this(Notifier.ofThisSystem());
    }

    SystemNotice(Notifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public String send(Notice notice) {
        boolean urgent = notice.alarm().level() == Alarm.Level.CRITICAL && !notice.over();
        return switch (notifier.show(notice.title(), notice.text(), urgent)) {
            case SHOWN -> Messages.text("notice.system-notice.the-system-was-told");
            case REFUSED -> Messages.text("notice.system-notice.could-not-show-it");
            case ABSENT -> Messages.text("notice.system-notice.this-system-has-no-notifications");
        };
    }
}
