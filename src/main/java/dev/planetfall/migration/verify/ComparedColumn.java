package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Identifier;

/**
 * A column as one server has it.
 *
 * @param type as SQL names it on that server, without a length, so that text can be cast to it without being cut
 * @param builtIn the name of a type, or of the elements of an array, that every server has; empty for a type that people made
 * @param array whether {@code builtIn} names the elements
 */
record ComparedColumn(Identifier name, String type, String builtIn, boolean array) {
    boolean isFloat() {
        return builtIn.equals("float4") || builtIn.equals("float8");
    }

    boolean isSingleByte() {
        return builtIn.equals("char") && !array;
    }
}
