package dev.planetfall.postgres;

import java.util.Locale;
import java.util.Optional;

/**
 * How far TLS is demanded and the server's certificate is examined.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">Protection by sslmode</a>
 */
public enum SslMode {
    /** No encryption: only for a server on this computer. */
    DISABLE,
    /** Encrypted only when the server insists. */
    ALLOW,
    /** Encrypted when the server offers it. */
    PREFER,
    /** Always encrypted; whoever answers is believed. */
    REQUIRE,
    /** Encrypted, and the certificate is signed by a known authority. */
    VERIFY_CA,
    /** Encrypted, signed, and the certificate names this host. The right choice for PlanetScale. */
    VERIFY_FULL;

    /** As connection strings write it: {@code verify-full}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SslMode> ofKeyword(String keyword) {
        for (SslMode mode : values()) {
            if (mode.keyword().equals(keyword.toLowerCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    public boolean verifiesCertificate() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }

    @Override
    public String toString() {
        return keyword();
    }
}
