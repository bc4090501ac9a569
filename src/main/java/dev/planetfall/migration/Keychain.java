package dev.planetfall.migration;

import dev.planetfall.postgres.Password;
import java.util.Optional;

/**
 * Where this computer keeps passwords for a person who asked for it: one for each migration and side. Every call may take its time, and
 * all but {@link #obstacle} may make the system ask the person for leave. Thread-safe.
 */
public interface Keychain {
    /** Why nothing can be kept here, in a sentence for people; empty when it can. */
    Optional<String> obstacle();

    /**
     * What was kept; empty when nothing was.
     *
     * @throws KeychainException when it does not answer or the person refused
     */
    Optional<Password> find(String migrationId, Side side);

    /**
     * Keeps a password in the place of the one that was kept before.
     *
     * @throws KeychainException when it was not kept
     */
    void keep(String migrationId, Side side, Password password);

    /**
     * Removes what was kept; does nothing when nothing was.
     *
     * @throws KeychainException when it is still there
     */
    void forget(String migrationId, Side side);

    /** {@link #forget(String, Side)} for both sides. */
    default void forget(String migrationId) {
        for (Side side : Side.values()) {
            forget(migrationId, side);
        }
    }

    /** Keeps nothing, and says why. */
    record Absent(String sentence) implements Keychain {
        @Override
        public Optional<String> obstacle() {
            return Optional.of(sentence);
        }

        @Override
        public Optional<Password> find(String migrationId, Side side) {
            return Optional.empty();
        }

        @Override
        public void keep(String migrationId, Side side, Password password) {
            throw new KeychainException(sentence);
        }

        @Override
        public void forget(String migrationId, Side side) {}
    }
}
