package dev.planetfall.migration;

import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A materialized view that was refreshed on the target, or could not be.
 *
 * @param problem why it could not be; otherwise empty
 */
public record ViewRefresh(QualifiedName view, Duration took, String problem) {
    public boolean failed() {
        return !problem.isEmpty();
    }

    /** Of each view the later one. */
    static List<ViewRefresh> latest(List<ViewRefresh> known, List<ViewRefresh> anew) {
        Set<QualifiedName> again = anew.stream().map(ViewRefresh::view).collect(Collectors.toSet());
        return Stream.concat(known.stream().filter(refresh -> !again.contains(refresh.view())), anew.stream())
                .toList();
    }
}
