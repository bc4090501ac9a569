package dev.planetfall.migration;

import java.util.List;

/**
 * What would let PlanetScale have in one place what the source has.
 *
 * @param what such as {@code column public.orders.total}, see {@link SchemaPlace}
 * @param onSource its definition; empty when the source has none
 * @param onTarget its definition; empty when PlanetScale has none
 * @param statements for PlanetScale, without final semicolons, in the order in which they are run; empty when none is certain to be
 *     right
 * @param note what the statements do to rows and what to do then, or why there are none; may be empty
 */
public record SchemaMend(String what, String onSource, String onTarget, List<String> statements, String note)
        implements BothDefinitions {
    public SchemaMend {
        statements = List.copyOf(statements);
    }

    public boolean hasStatements() {
        return !statements.isEmpty();
    }

    /** The statements to read and to copy, each with its semicolon. */
    public String sql() {
        return script(statements);
    }

    /** Statements to read and to copy, each with its semicolon. */
    public static String script(List<String> statements) {
        return statements.isEmpty() ? "" : String.join(";\n", statements) + ";";
    }
}
