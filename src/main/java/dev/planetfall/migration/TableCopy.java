package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.QualifiedName;
import java.util.Arrays;

/**
 * How far one table is.
 *
 * @param bytesCopied on the target, never more than {@code bytesTotal}
 * @param bytesTotal on the source when measured
 * @param rowsCopied by the running copy; 0 when none runs
 */
public record TableCopy(QualifiedName table, State state, long bytesCopied, long bytesTotal, long rowsCopied) {
    /**
     * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-subscription-rel.html">pg_subscription_rel</a>
     */
    public enum State {
        WAITING('i', Messages.text("migration.table-copy.waiting")),
        COPYING('d', Messages.text("migration.table-copy.copying")),
        COPIED('f', Messages.text("migration.table-copy.copied")),
        CATCHING_UP('s', Messages.text("migration.table-copy.catching-up")),
        READY('r', Messages.text("migration.table-copy.live"));

        private final char code;
        private final String title;

        State(char code, String title) {
            this.code = code;
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** Whether all rows of a first copy are on the target. */
        public boolean isCopied() {
            return this != WAITING && this != COPYING;
        }

        /** @throws IllegalArgumentException for a letter that no known version uses */
        public static State ofCode(String code) {
            return Arrays.stream(values())
                    .filter(state -> code.length() == 1 && state.code == code.charAt(0))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown table state " + code));
        }
    }
}
