package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.SslMode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether both connections insist on encryption where strangers could listen. Judged by the settings: that the server
 * encrypted this time does not mean that it will the next.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">Protection by sslmode</a>
 */
final class EncryptedConnectionCheck implements Check {
    private static final Set<SslMode> WITHOUT_INSISTING = Set.of(SslMode.DISABLE, SslMode.ALLOW, SslMode.PREFER);

    /** Addresses that begin with 1111110 belong to nobody in public. */
    private static final int UNIQUE_LOCAL = 0xfc;

    private static final int SEVEN_BITS = 0xfe;

    private final Resolver resolver;

    EncryptedConnectionCheck(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "encrypted-connection", Messages.text("check.encrypted-connection.encryption"), CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean source = report(context, Side.SOURCE, findings);
        boolean target = report(context, Side.TARGET, findings);
        if (!source && !target) {
            findings.accept(Finding.passed(
                    id(), Messages.text("check.encrypted-connection.both-connections-insist-on-encryption")));
        }
    }

    private boolean report(MigrationContext context, Side side, Consumer<Finding> findings) {
        ConnectionSettings settings = context.plan().settings(side);
        if (!WITHOUT_INSISTING.contains(settings.sslMode()) || isPrivate(settings.host())) {
            return false;
        }
        String page = side == Side.SOURCE ? Messages.text("check.encrypted-connection.source") : "PlanetScale";
        findings.accept(Finding.warning(
                id(),
                Messages.text(
                        settings.sslMode() == SslMode.DISABLE
                                ? "check.encrypted-connection.the-connection-to-is-without"
                                : "check.encrypted-connection.the-connection-to-may-be",
                        settings.host(),
                        settings.sslMode()),
                Messages.text(
                        side == Side.SOURCE
                                ? "check.encrypted-connection.rows-and-passwords-could-be"
                                : "check.encrypted-connection.rows-and-passwords-could-be-read",
                        page)));
        return true;
    }

    /** A name that nobody knows is taken for a public one. */
    private boolean isPrivate(String host) {
        try {
            return resolver.addresses(host).stream().allMatch(EncryptedConnectionCheck::isPrivate);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & SEVEN_BITS) == UNIQUE_LOCAL);
    }
}
