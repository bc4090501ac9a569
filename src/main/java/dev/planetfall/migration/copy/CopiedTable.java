package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose rows this program carries.
 *
 * @param columns that hold a value of their own; generated ones are computed by the target
 * @param binary whether both servers read and write all its values in binary form alike
 * @param blocks of the table itself
 * @param bytes with what is stored out of line
 */
record CopiedTable(QualifiedName name, List<Identifier> columns, boolean binary, long blocks, long bytes) {
    CopiedTable {
        columns = List.copyOf(columns);
    }

    /** Reads a chunk of it. */
    String copyTo(Chunk chunk) {
        String query = "SELECT " + list() + " FROM ONLY " + name.quoted() + chunk.where();
        // Without columns there is nothing to select, but rows to count.
        return (chunk.isWholeTable() && !columns.isEmpty()
                        ? "COPY " + name.quoted() + " (" + list() + ")"
                        : "COPY (" + query + ")")
                + " TO STDOUT" + format();
    }

    /** Writes what {@link #copyTo} reads. */
    String copyFrom() {
        return "COPY " + name.quoted() + (columns.isEmpty() ? "" : " (" + list() + ")") + " FROM STDIN" + format();
    }

    private String format() {
        return binary ? " (FORMAT binary)" : "";
    }

    private String list() {
        return columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }
}
