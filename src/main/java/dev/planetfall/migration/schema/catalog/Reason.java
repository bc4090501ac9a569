package dev.planetfall.migration.schema.catalog;

import dev.planetfall.language.Messages;

/**
 * Why an object is not carried over. Queries tell the name of the cause, which is the same in every language.
 *
 * @param about what the sentence names; empty where it names nothing
 */
public record Reason(Cause cause, String about) {
    /** Each with its sentence. */
    public enum Cause {
        /** The object is carried over. */
        NONE(""),
        SCOPE("schema.reason.out-of-scope"),
        NEEDS("schema.reason.needs"),
        LANGUAGE("schema.reason.language"),
        INTERNAL_STATE("schema.reason.internal-state"),
        ARRAY_FUNCTION("schema.reason.array-function"),
        POSTFIX("schema.reason.postfix"),
        PROVIDER("schema.reason.provider"),
        SORTING_RULES("schema.reason.sorting-rules"),
        CANONICAL("schema.reason.canonical"),
        BINARY_CAST("schema.reason.binary-cast"),
        FOREIGN_CAST("schema.reason.foreign-cast"),
        SERVER("schema.reason.server"),
        USER_MAPPING("schema.reason.user-mapping"),
        FOREIGN_TABLE("schema.reason.foreign-table"),
        INVALID_INDEX("schema.reason.invalid-index"),
        EXTENSION_COMMENT("schema.reason.extension-comment"),
        NOT_ENFORCED("schema.reason.not-enforced"),
        NOT_NULL_OF_SOME("schema.reason.not-null-of-some"),
        PERIODS("schema.reason.periods"),
        BASE_TYPE("schema.reason.base-type"),
        SHELL_TYPE("schema.reason.shell-type"),
        TRANSFORM("schema.reason.transform"),
        OPERATOR_FAMILY("schema.reason.operator-family"),
        OPERATOR_CLASS("schema.reason.operator-class"),
        PARSER("schema.reason.parser"),
        TEMPLATE("schema.reason.template"),
        BARE_LANGUAGE("schema.reason.bare-language"),
        ACCESS_METHOD("schema.reason.access-method"),
        EVENT_TRIGGER("schema.reason.event-trigger"),
        WRAPPER("schema.reason.wrapper");

        private final String key;

        Cause(String key) {
            this.key = key;
        }
    }

    public static final Reason NONE = new Reason(Cause.NONE, "");

    static final Reason OUT_OF_SCOPE = new Reason(Cause.SCOPE, "");

    /** @param code empty, or the name of a cause, with what it is about behind a space where it is about something */
    static Reason of(String code) {
        if (code.isEmpty()) {
            return NONE;
        }
        String[] parts = code.split(" ", 2);
        return new Reason(Cause.valueOf(parts[0]), parts.length == 1 ? "" : parts[1]);
    }

    /** For people; empty for what is carried over. */
    String sentence() {
        return cause == Cause.NONE ? "" : Messages.text(cause.key, about);
    }
}
