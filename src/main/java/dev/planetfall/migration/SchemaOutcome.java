package dev.planetfall.migration;

import java.util.List;

/**
 * What became of one object of the schema.
 *
 * @param kind as pg_dump names it: TABLE, INDEX, FK CONSTRAINT
 * @param name with its schema where it has one
 * @param sql what was sent, or would have been; empty where it may not be told
 * @param message the server's own words, or the reason; empty when there is nothing to say
 * @param waitsFor the objects that are not there and without which this one cannot be made; of one that is held back all it needs
 * @param ownSql the object's own statements where a person edited them, otherwise empty
 * @param differences how what is there differs from the source; of an edited object only that nothing of its name is there
 */
public record SchemaOutcome(
        String kind,
        String name,
        Result result,
        String sql,
        String message,
        List<SchemaKey> waitsFor,
        String ownSql,
        List<SchemaDifference> differences) {
    public SchemaOutcome {
        waitsFor = List.copyOf(waitsFor);
        differences = List.copyOf(differences);
    }

    /** Of an object that does not differ as far as is known. */
    public SchemaOutcome(
            String kind,
            String name,
            Result result,
            String sql,
            String message,
            List<SchemaKey> waitsFor,
            String ownSql) {
        this(kind, name, result, sql, message, waitsFor, ownSql, List.of());
    }

    /** Of an object that waits for nothing and was not edited. */
    public SchemaOutcome(String kind, String name, Result result, String sql, String message) {
        this(kind, name, result, sql, message, List.of(), "");
    }

    public SchemaKey key() {
        return new SchemaKey(kind, name);
    }

    public boolean isEdited() {
        return !ownSql.isEmpty();
    }

    /** The statements that the reader of the source gave, edited or not. */
    public String asRead() {
        return isEdited() ? ownSql : sql;
    }

    public SchemaOutcome with(Result newResult, String newMessage, List<SchemaDifference> newDifferences) {
        return new SchemaOutcome(kind, name, newResult, sql, newMessage, waitsFor, ownSql, newDifferences);
    }

    /** What happened to an object, and what a person can do about it. */
    public enum Result {
        CREATED("Created", Standing.THERE, ""),
        /** It was there before, as the source has it as far as that could be compared. */
        ALREADY_THERE("Already there", Standing.THERE, ""),
        /** It was there before with another definition, and was not touched. */
        DIFFERENT(
                "There, but different",
                Standing.THERE,
                "Compare the two definitions: change or drop the object on PlanetScale and try again, edit its DDL, or skip"
                        + " it with a reason if it shall stay as it is."),
        /** Deliberately not carried over, such as the owner of an extension. */
        LEFT_OUT("Left out", Standing.ABSENT, "Read the reason; make the object by hand if the application needs it."),
        /** Waits until the rows are copied, because it costs time with every row; {@link #waitsFor} is all that it needs. */
        HELD_BACK("Held back", Standing.ABSENT, "Nothing to do: it is made by itself once the rows are there."),
        /** Not tried, because an object that it needs failed. */
        WAITING(
                "Waits for another",
                Standing.FAILED,
                "Mend or skip the object that it waits for: this one is then tried by itself."),
        MISSING_EXTENSION(
                "Missing extension",
                Standing.FAILED,
                "Enable the extension for this database in the PlanetScale dashboard, then try again; if PlanetScale does"
                        + " not offer it, edit the DDL or skip the object with a reason."),
        MISSING_ROLE(
                "Missing role",
                Standing.FAILED,
                "Create the role on PlanetScale and try again, or edit the DDL so that it names a role that is there."),
        NOT_ALLOWED(
                "Not allowed here",
                Standing.FAILED,
                "PlanetScale gives nobody the superuser's rights, which this object needs. Edit its DDL so that it does"
                        + " without them, or skip it with a reason."),
        DISK_FULL(
                "Disk full",
                Standing.FAILED,
                "Give the PlanetScale cluster a larger disk, then try again: what is already there is kept."),
        /** The server refused it for any other reason. */
        FAILED(
                "Failed",
                Standing.FAILED,
                "Mend what the message names, or edit the DDL, and try again; or skip the object with a reason."),
        /** A person does not want it on the target. */
        SKIPPED("Skipped", Standing.ABSENT, "");

        private final String title;
        private final Standing standing;
        private final String advice;

        Result(String title, Standing standing, String advice) {
            this.title = title;
            this.standing = standing;
            this.advice = advice;
        }

        public String title() {
            return title;
        }

        /** What a person can do, in a sentence; empty where there is nothing to do. */
        public String advice() {
            return advice;
        }

        /** Whether the target has an object of that name. */
        public boolean isThere() {
            return standing == Standing.THERE;
        }

        /** Whether the target lacks it and somebody must do something about that. */
        public boolean isFailure() {
            return standing == Standing.FAILED;
        }

        private enum Standing {
            THERE,
            ABSENT,
            FAILED
        }
    }
}
