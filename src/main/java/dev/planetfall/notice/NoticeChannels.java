package dev.planetfall.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channels that a person chose. */
public final class NoticeChannels {
    private NoticeChannels() {}

    /** An address that is none, as in a file edited by hand, is passed over. */
    public static List<Channel> of(boolean system, boolean webhook, String address) {
        List<Channel> channels = new ArrayList<>();
        if (system) {
            channels.add(new SystemNotice());
        }
        if (webhook && Webhook.problem(address).isEmpty()) {
            channels.add(new Webhook(address));
        }
        return channels;
    }

    /** Why this cannot be chosen. */
    public static Optional<String> problem(boolean webhook, String address) {
        return webhook ? Webhook.problem(address) : Optional.empty();
    }
}
