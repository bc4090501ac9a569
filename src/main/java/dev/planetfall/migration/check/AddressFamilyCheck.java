package dev.planetfall.migration.check;

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
        return new CheckName("address-family", "IPv4 address of the source", CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        ConnectionSettings source = context.plan().source();
        try {
            findings.accept(judge(source, resolver.addresses(source.host())));
        } catch (UnknownHostException e) {
            findings.accept(Finding.unknown(
                    id(),
                    "Could not check the kind of the source's address, because this computer knows no server by the name "
                            + source.host() + ".",
                    "Check the host on the Source page for a typing error."));
        }
    }

    private Finding judge(ConnectionSettings source, List<InetAddress> addresses) {
        if (addresses.stream().anyMatch(Inet4Address.class::isInstance)) {
            return Finding.passed(id(), "The source has an IPv4 address.");
        }
        return Finding.warning(
                        id(),
                        "The source, " + source.host() + ", has an IPv6 address only, which PlanetScale may not reach.",
                        Providers.of(source).wayToIpv4())
                .withDetails(addresses.stream().map(InetAddress::getHostAddress).toList());
    }
}
