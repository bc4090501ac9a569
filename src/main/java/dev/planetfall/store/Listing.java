package dev.planetfall.store;

import java.util.Optional;

/**
 * How a person wants a migration listed. It says nothing of what was done.
 *
 * @param name given after the plan was made; empty while the plan's own holds
 * @param archived whether it is out of the way
 */
record Listing(Optional<String> name, boolean archived) {
    static final Listing AS_PLANNED = new Listing(Optional.empty(), false);

    Listing {
        name = name == null ? Optional.empty() : name.filter(text -> !text.isBlank());
    }

    Listing withName(String newName) {
        return new Listing(Optional.of(newName), archived);
    }

    Listing withArchived(boolean put) {
        return new Listing(name, put);
    }
}
