package dev.planetfall.store;

import java.util.Optional;

/** The version of this program, as its files and reports name it. */
public final class ProgramVersion {
    /** What stands in place of a version when the program does not run from its jar. */
    private static final String UNPACKED = "development";

    private ProgramVersion() {}

    /** The jar's {@code Implementation-Version}. */
    public static String current() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse(UNPACKED);
    }
}
