package dev.planetfall.os;

import java.util.Locale;

/** The operating system of a computer. */
public enum OperatingSystem {
    LINUX("linux"),
    MACOS("mac"),
    WINDOWS("windows"),
    /** Such as FreeBSD. */
    OTHER("");

    private final String beginning;

    OperatingSystem(String beginning) {
        this.beginning = beginning;
    }

    /** That of this computer. */
    public static OperatingSystem current() {
        return of(System.getProperty("os.name"));
    }

    /** @param osName as Java's property {@code os.name} has it: {@code Mac OS X}, {@code Windows 11} */
    public static OperatingSystem of(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        for (OperatingSystem system : values()) {
            if (name.startsWith(system.beginning)) {
                return system;
            }
        }
        return OTHER;
    }
}
