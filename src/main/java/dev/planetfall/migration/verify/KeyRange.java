package dev.planetfall.migration.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows whose key is above {@code after} and not above {@code upTo}, in the order of each server's own index. Two servers may order
 * texts differently; then a row may be in another range there, which is found out when its key is looked up by itself.
 *
 * @param after empty for the first rows of all
 * @param upTo empty for the last
 */
record KeyRange(Optional<List<String>> after, Optional<List<String>> upTo) {
    static final KeyRange EVERYTHING = new KeyRange(Optional.empty(), Optional.empty());

    /** Its first part, up to this key. */
    KeyRange until(List<String> key) {
        return new KeyRange(after, Optional.of(key));
    }

    /** Its last part, after this key. */
    KeyRange from(List<String> key) {
        return new KeyRange(Optional.of(key), upTo);
    }

    /** In the order of {@link KeyedRows}' conditions. */
    Object[] parameters() {
        return Stream.of(after, upTo)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toArray();
    }
}
