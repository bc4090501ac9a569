package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.PastedSecret;

/**
 * What people call a migration.
 *
 * @param text one line, not blank at either end, of at most {@link #MOST} characters
 */
public record MigrationName(String text) {
    public static final int MOST = 100;

    /** @throws IllegalArgumentException with a sentence for the person when it is no such name */
    public MigrationName {
        text = text.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(Messages.text("migration.migration-name.is-empty"));
        }
        if (text.length() > MOST) {
            throw new IllegalArgumentException(Messages.text("migration.migration-name.is-too-long", MOST));
        }
        if (PastedSecret.isIn(text)) {
            throw new IllegalArgumentException(Messages.text("migration.migration-name.holds-a-password"));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(Messages.text("migration.migration-name.has-control-characters"));
        }
    }

    /** The name of a migration that is made after this one; cut where it would become too long. */
    public MigrationName ofCopy() {
        String whole = Messages.text("migration.migration-name.copy", text);
        int tooMany = Math.max(0, whole.length() - MOST);
        String kept = text.substring(0, text.length() - tooMany).strip();
        return new MigrationName(tooMany == 0 ? whole : Messages.text("migration.migration-name.copy", kept));
    }
}
