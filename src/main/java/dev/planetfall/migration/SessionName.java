package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Optional;

/** How a session of a server is called in a sentence. */
public final class SessionName {
    private SessionName() {}

    /**
     * {@code psql of role ada}, or one of both where the other is not known.
     *
     * @param application as the client calls itself, which it need not
     * @return empty when neither is known
     */
    public static Optional<String> of(Optional<String> application, Optional<String> role) {
        Optional<String> named = application.filter(name -> !name.isEmpty());
        return role.map(owner -> named.map(name -> Messages.text("migration.session-name.of-role", name, owner))
                        .orElseGet(() -> Messages.text("migration.session-name.role", owner)))
                .or(() -> named);
    }
}
