package dev.planetfall.migration.copy;

import dev.planetfall.migration.TableCopy;
import java.util.List;

/**
 * How far a subscription is with its copy.
 *
 * @param tables by name; empty while there is no subscription
 * @param stopped whether it exists and is disabled, by a person or by an error
 * @param errors since it was made; 0 before version 15, which does not count them
 */
public record SubscribedCopy(List<TableCopy> tables, boolean stopped, long errors) {
    static final SubscribedCopy NONE = new SubscribedCopy(List.of(), false, 0);

    public SubscribedCopy {
        tables = List.copyOf(tables);
    }
}
