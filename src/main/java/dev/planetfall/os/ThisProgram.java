package dev.planetfall.os;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** How this program is started from where it runs, as a person would type it. */
public final class ThisProgram {
    /** Set by the launcher of an installed program, which has no java command. */
    private static final String INSTALLED_AS = "jpackage.app-path";

    private ThisProgram() {}

    /** What starts the launcher of an installed program; empty where it is started by a java command. */
    public static Optional<String> launcher() {
        return Optional.ofNullable(System.getProperty(INSTALLED_AS));
    }

    /** A line for a terminal in the same folder, without arguments. */
    public static String typed() {
        return launcher().isPresent()
                ? installed(OperatingSystem.current())
                : typed(name -> System.getProperty(name, ""));
    }

    /** On Windows the one that opens the window has no terminal. */
    private static String installed(OperatingSystem system) {
        return system == OperatingSystem.WINDOWS ? "planetfall-cli" : "planetfall";
    }

    /** @param property the value of a system property: java's {@code -jar} leaves its file as the whole class path */
    static String typed(UnaryOperator<String> property) {
        String path = property.apply("java.class.path");
        boolean isJar = path.endsWith(".jar") && !path.contains(property.apply("path.separator"));
        String jar = isJar ? path : "planetfall.jar";
        return "java -jar " + (jar.matches("[\\w./\\\\:+~-]+") ? jar : '"' + jar + '"');
    }
}
