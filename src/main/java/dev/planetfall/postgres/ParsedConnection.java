package dev.planetfall.postgres;

import java.util.List;

/**
 * What a pasted connection string says.
 *
 * @param ignored names of parameters that have no meaning here, such as {@code pgbouncer}
 */
public record ParsedConnection(ConnectionSettings settings, List<String> ignored) {
    public ParsedConnection {
        ignored = List.copyOf(ignored);
    }
}
