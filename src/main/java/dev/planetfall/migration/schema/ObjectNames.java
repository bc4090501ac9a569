package dev.planetfall.migration.schema;

/** How the objects that a reader names and the parts that a comparison names go together. */
final class ObjectNames {
    private ObjectNames() {}

    /** A name without the arguments of a function. */
    static String withoutArguments(String name) {
        return name.replaceFirst("\\(.*", "");
    }

    /**
     * Whether what a comparison names is the object or a part of it.
     *
     * @param what such as {@code column public.orders.total}
     * @param name such as {@code public.orders}
     */
    static boolean isAbout(String what, String name) {
        String dotted = " " + withoutArguments(name).replace(' ', '.');
        int found = what.indexOf(dotted);
        int end = found + dotted.length();
        return found >= 0 && (end == what.length() || what.charAt(end) == '.' || what.charAt(end) == '(');
    }
}
