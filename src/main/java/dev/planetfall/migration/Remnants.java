package dev.planetfall.migration;

import java.util.List;
import java.util.stream.Stream;

/** What both servers were found to hold of migrations when they were searched. */
public record Remnants(SearchedServer source, SearchedServer target) {
    public SearchedServer of(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    public Stream<SearchedServer> servers() {
        return Stream.of(source, target);
    }

    /** What the clean-up removes on either server. */
    public List<Remnant> own() {
        return servers().flatMap(server -> server.own().stream()).toList();
    }

    /** What only a person may decide to remove. */
    public List<Remnant> others() {
        return servers()
                .flatMap(server -> server.remnants().stream())
                .filter(remnant -> !remnant.isOwn())
                .toList();
    }

    /** Whether both servers answered and neither holds anything of this migration that the clean-up removes. */
    public boolean isProvenGone() {
        return servers().allMatch(SearchedServer::answered) && own().isEmpty();
    }
}
