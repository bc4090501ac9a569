package dev.planetfall.migration;

/**
 * What a person decided about one object of the schema. The latest choice counts, also when the schema is copied again.
 *
 * @param sql made instead of the object's own statements; empty for its own
 * @param skipReason why it is not made at all; empty for an object that is made
 */
public record SchemaChoice(SchemaKey object, String sql, String skipReason) {
    /** To be made as the source has it. */
    public static SchemaChoice own(SchemaKey object) {
        return new SchemaChoice(object, "", "");
    }

    public SchemaChoice edited(String newSql) {
        return new SchemaChoice(object, newSql, "");
    }

    /** @param reason for the report; not blank */
    public SchemaChoice skipped(String reason) {
        return new SchemaChoice(object, sql, reason);
    }

    public boolean isEdited() {
        return !sql.isBlank();
    }

    public boolean isSkipped() {
        return !skipReason.isBlank();
    }
}
