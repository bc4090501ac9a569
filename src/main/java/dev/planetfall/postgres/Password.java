package dev.planetfall.postgres;

import java.util.Objects;

/** A password that cannot be printed by accident: only {@link #reveal()} shows it. */
public final class Password {
    public static final Password NONE = new Password("");

    /** What stands in the place of a password wherever people or files see one. */
    public static final String MASK = "\u2022\u2022\u2022\u2022\u2022\u2022";

    private final String secret;

    private Password(String secret) {
        this.secret = secret;
    }

    public static Password of(String secret) {
        return secret.isEmpty() ? NONE : new Password(secret);
    }

    /** The password itself, for the driver and for the one field where the person typed it. */
    public String reveal() {
        return secret;
    }

    public boolean isEmpty() {
        return secret.isEmpty();
    }

    /** Replaces this password, as it is and as it stands inside quotes, with {@link #MASK}. */
    public String redactedFrom(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        String inConninfo = Conninfo.escaped(secret);
        String inLiteral = inConninfo.replace("'", "''").replace("\\", "\\\\");
        return text.replace(inLiteral, MASK)
                .replace(inConninfo.replace("'", "''"), MASK)
                .replace(inConninfo, MASK)
                .replace(secret, MASK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(secret);
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : MASK;
    }
}
