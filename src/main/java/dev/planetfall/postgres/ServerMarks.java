package dev.planetfall.postgres;

import java.util.Set;

/**
 * What tells, after login, whose server this is. An address may be a name of one's own or a bare number; these are not.
 *
 * @param version the server's own words, as {@code version()} gives them
 * @param settingPrefixes first parts of the settings that were asked about: {@code rds} of {@code rds.extensions}
 * @param roles those that exist of the roles that were asked about
 * @param extensions all that are installed
 * @param schemas those that exist of the schemas that were asked about
 * @param aurora whether there is a function {@code aurora_version()}
 */
public record ServerMarks(
        String version,
        Set<String> settingPrefixes,
        Set<String> roles,
        Set<String> extensions,
        Set<String> schemas,
        boolean aurora) {
    public ServerMarks {
        settingPrefixes = Set.copyOf(settingPrefixes);
        roles = Set.copyOf(roles);
        extensions = Set.copyOf(extensions);
        schemas = Set.copyOf(schemas);
    }
}
