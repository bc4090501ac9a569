package dev.planetfall.migration;

import dev.planetfall.language.Messages;
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
        CREATED(Messages.text("migration.schema-outcome.created"), Standing.THERE, ""),
        /** It was there before, as the source has it as far as that could be compared. */
        ALREADY_THERE(Messages.text("migration.schema-outcome.already-there"), Standing.THERE, ""),
        /** It was there before with another definition, and was not touched. */
        DIFFERENT(
                Messages.text("migration.schema-outcome.there-but-different"),
                Standing.THERE,
                Messages.text("migration.schema-outcome.compare-the-two-definitions-change")),
        /** Deliberately not carried over, such as the owner of an extension. */
        LEFT_OUT(
                Messages.text("migration.schema-outcome.left-out"),
                Standing.ABSENT,
                Messages.text("migration.schema-outcome.read-the-reason-make-the")),
        /** Waits until the rows are copied, because it costs time with every row; {@link #waitsFor} is all that it needs. */
        HELD_BACK(
                Messages.text("migration.schema-outcome.held-back"),
                Standing.ABSENT,
                Messages.text("migration.schema-outcome.nothing-to-do-it-is")),
        /** Not tried, because an object that it needs failed. */
        WAITING(
                Messages.text("migration.schema-outcome.waits-for-another"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.mend-or-skip-the-object")),
        MISSING_EXTENSION(
                Messages.text("migration.schema-outcome.missing-extension"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.enable-the-extension-for-this")),
        MISSING_ROLE(
                Messages.text("migration.schema-outcome.missing-role"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.create-the-role-on-planetscale")),
        NOT_ALLOWED(
                Messages.text("migration.schema-outcome.not-allowed-here"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.planetscale-gives-nobody-the-superusers")),
        DISK_FULL(
                Messages.text("migration.schema-outcome.disk-full"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.give-the-planetscale-cluster-a")),
        /** The server refused it for any other reason. */
        FAILED(
                Messages.text("migration.schema-outcome.failed"),
                Standing.FAILED,
                Messages.text("migration.schema-outcome.mend-what-the-message-names")),
        /** A person does not want it on the target. */
        SKIPPED(Messages.text("migration.schema-outcome.skipped"), Standing.ABSENT, "");

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
