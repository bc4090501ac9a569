package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ServerMarks;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a provider's servers have that others lack, whatever their address is.
 *
 * @param settingPrefixes first parts of setting names: {@code rds} of {@code rds.extensions}
 */
public record Signs(Set<String> settingPrefixes, Set<String> roles, Set<String> extensions, Set<String> schemas) {
    public static final Signs NONE = new Signs(Set.of(), Set.of(), Set.of(), Set.of());

    /** The kinds of sign, the surest first. */
    static final List<Kind> SUREST_FIRST = List.of(
            (signs, marks) -> meet(signs.settingPrefixes, marks.settingPrefixes()),
            (signs, marks) -> meet(signs.roles, marks.roles()),
            (signs, marks) -> meet(signs.extensions, marks.extensions()) || meet(signs.schemas, marks.schemas()));

    public Signs {
        settingPrefixes = Set.copyOf(settingPrefixes);
        roles = Set.copyOf(roles);
        extensions = Set.copyOf(extensions);
        schemas = Set.copyOf(schemas);
    }

    static Signs settings(String... prefixes) {
        return new Signs(Set.of(prefixes), Set.of(), Set.of(), Set.of());
    }

    Signs withRoles(String... names) {
        return new Signs(settingPrefixes, Set.of(names), extensions, schemas);
    }

    Signs withExtensions(String... names) {
        return new Signs(settingPrefixes, roles, Set.of(names), schemas);
    }

    Signs withSchemas(String... names) {
        return new Signs(settingPrefixes, roles, extensions, Set.of(names));
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others);
    }

    /** One kind of sign, and whether a server shows any of it. */
    @FunctionalInterface
    interface Kind {
        boolean isSeen(Signs signs, ServerMarks marks);
    }
}
