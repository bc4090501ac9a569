package dev.planetfall.migration;

import java.util.List;
import java.util.Optional;

/**
 * What one server was found to hold of migrations.
 *
 * @param problem why it could not be asked; then the remnants are those that are believed to be there
 * @param remnants in the order in which they are to be removed
 */
public record SearchedServer(Side side, Optional<String> problem, List<Remnant> remnants) {
    public SearchedServer {
        remnants = List.copyOf(remnants);
    }

    public boolean answered() {
        return problem.isEmpty();
    }

    /** What the clean-up removes. */
    public List<Remnant> own() {
        return remnants.stream().filter(Remnant::isOwn).toList();
    }

    /** The statements that remove what is this migration's own, in order, one a line; empty when there is nothing. */
    public String script() {
        return script(own());
    }

    /** The statements that remove these, in order. */
    public static String script(List<Remnant> remnants) {
        return String.join(
                "\n",
                remnants.stream().flatMap(each -> each.statements().stream()).toList());
    }
}
