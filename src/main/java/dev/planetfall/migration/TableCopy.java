package dev.planetfall.migration;

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
        WAITING('i', "Waiting"),
        COPYING('d', "Copying"),
        COPIED('f', "Copied"),
        CATCHING_UP('s', "Catching up"),
        READY('r', "Live");

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
