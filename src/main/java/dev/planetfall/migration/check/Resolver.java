package dev.planetfall.migration.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the numbers behind a name, as this computer sees them. */
@FunctionalInterface
interface Resolver {
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** @throws UnknownHostException when nobody knows the name */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
