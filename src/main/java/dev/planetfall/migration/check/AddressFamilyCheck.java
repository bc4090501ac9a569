package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the source has an address of the old kind. A computer at home often has both kinds and notices nothing, while the
 * way from PlanetScale may know only one.
 */
final class AddressFamilyCheck implements Check {
    private final Resolver resolver;

    AddressFamilyCheck(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "address-family",
                Messages.text("check.address-family.ipv4-address-of-the-source"),
                CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        ConnectionSettings source = context.plan().source();
        try {
            findings.accept(judge(source, resolver.addresses(source.host())));
        } catch (UnknownHostException e) {
            findings.accept(Finding.unknown(
                    id(),
                    Messages.text("check.address-family.could-not-check-the-kind", source.host()),
                    Messages.text("check.address-family.check-the-host-on-the")));
        }
    }

    private Finding judge(ConnectionSettings source, List<InetAddress> addresses) {
        if (addresses.stream().anyMatch(Inet4Address.class::isInstance)) {
            return Finding.passed(id(), Messages.text("check.address-family.the-source-has-an-ipv4"));
        }
        return Finding.warning(
                        id(),
                        Messages.text("check.address-family.the-source-has-an-ipv6", source.host()),
                        Providers.of(source).wayToIpv4())
                .withDetails(addresses.stream().map(InetAddress::getHostAddress).toList());
    }
}
