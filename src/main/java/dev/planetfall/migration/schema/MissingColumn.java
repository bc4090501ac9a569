package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column is added that the source got while rows were replicated. What the source gave to rows that it had already is in no
 * change that travels: where the source still knows it, the target gives them the same; where it does not, they get nothing, and are
 * not given a guess.
 *
 * @param facts what the servers tell of it
 */
record MissingColumn(SchemaPart column, Optional<SchemaPart> valueOf, Facts facts) {
    private static final Pattern NULLABILITY =
            Pattern.compile("(.*?)((?: CONSTRAINT \"(?:[^\"]|\"\")+\")? NOT NULL(?: NO INHERIT)?)?", Pattern.DOTALL);

    private static final Pattern TYPE_MODIFIER = Pattern.compile("\\([^)]*\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    private static final String UNKNOWN = Messages.text("schema.missing-column.the-source-does-not-tell-what");

    private static final String BY_DEFAULT = Messages.text("schema.missing-column.the-source-does-not-tell");

    /** What is the same for every row: a number, a truth value or a text, with a cast. */
    private static final Pattern LITERAL = Pattern.compile(
            "-?\\d+(?:\\.\\d+)?|true|false|(?:'(?:[^']|'')*')(?:::[a-z\" ]+(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?)?");

    private static final String NULL_FOR_NOW = Messages.text("schema.missing-column.not-null-comes-afterwards-once");

    /**
     * @param given what rows got that the source had already, as text; empty when the source does not tell
     * @param empty whether the target's table holds no row
     */
    record Facts(Optional<String> given, boolean empty) {
        static final Facts NONE = new Facts(Optional.empty(), false);
    }

    /** A column's type with its collation, and what is said about NULL. */
    record Form(String type, String notNull) {
        static Form of(String definition) {
            Matcher form = NULLABILITY.matcher(definition);
            return form.matches()
                    ? new Form(form.group(1), Optional.ofNullable(form.group(2)).orElse(""))
                    : new Form(definition, "");
        }
    }

    SchemaMend mend() {
        Form form = Form.of(column.definition());
        String add = ColumnMends.alterTable(column.key()) + " ADD COLUMN " + ColumnMends.name(column.key()) + " "
                + form.type();
        List<String> statements = new ArrayList<>();
        String note = "";
        if (isGenerated()) {
            statements.add(add + " " + value() + form.notNull());
        } else if (facts.given().isPresent()) {
            addWithGivenValue(statements, add, form);
        } else if (facts.empty() || !isFilledByItself(form)) {
            statements.add(add + ownDefault(" DEFAULT ") + form.notNull());
        } else if (isOwnDefault()
                && !form.notNull().isEmpty()
                && LITERAL.matcher(value()).matches()) {
            statements.add(add + ownDefault(" DEFAULT ") + form.notNull());
            note = BY_DEFAULT;
        } else {
            statements.add(add);
            if (isOwnDefault()) {
                statements.add(ColumnMends.setDefault(column.key(), value()));
            }
            note = UNKNOWN + (form.notNull().isEmpty() ? "" : NULL_FOR_NOW);
        }
        return new SchemaMend(column.key().toString(), shown(), "", statements, note);
    }

    /** Whether the column holds no NULL as soon as it is added so. */
    boolean isNotNullAtOnce() {
        return !Form.of(column.definition()).notNull().isEmpty()
                && (facts.empty() || facts.given().isPresent() || isGenerated());
    }

    private void addWithGivenValue(List<String> statements, String add, Form form) {
        String given = facts.given().orElseThrow();
        String type = form.type().replaceFirst(" COLLATE .*", "");
        boolean isItsDefault = isDefault(given, type);
        String literal = isItsDefault ? value() : SqlLiteral.quote(given) + "::" + type;
        statements.add(add + " DEFAULT " + literal + form.notNull());
        if (!isItsDefault && valueOf.isEmpty()) {
            statements.add(ColumnMends.alterColumn(column.key()) + " DROP DEFAULT");
        } else if (!isItsDefault && isOwnDefault()) {
            statements.add(ColumnMends.setDefault(column.key(), value()));
        }
    }

    /** Whether the column's default is certainly this value. */
    private boolean isDefault(String given, String type) {
        String value = value();
        return value.equals(SqlLiteral.quote(given) + "::"
                        + TYPE_MODIFIER.matcher(type).replaceAll(""))
                || (NUMBER.matcher(given).matches() && value.equals(given))
                || (given.equals("t") && value.equals("true"))
                || (given.equals("f") && value.equals("false"));
    }

    /** Whether rows that the source had already may have got something: by a default, a sequence, or because they must. */
    private boolean isFilledByItself(Form form) {
        return valueOf.isPresent() || !form.notNull().isEmpty();
    }

    private boolean isGenerated() {
        return value().startsWith("GENERATED ALWAYS AS (");
    }

    /** A default that names something else has an entry of its own, which is made after that. */
    private boolean isOwnDefault() {
        return valueOf.filter(part -> part.entry().kind().equals("TABLE")).isPresent();
    }

    private String ownDefault(String word) {
        return isOwnDefault() ? word + value() : "";
    }

    private String value() {
        return valueOf.filter(part -> part.key().label().equals("column default"))
                .map(SchemaPart::definition)
                .orElse("");
    }

    private String shown() {
        String value = value();
        String both = column.definition() + (value.isEmpty() ? "" : isGenerated() ? " " + value : " DEFAULT " + value);
        return SchemaPart.withoutNeedlessQuotes(both);
    }
}
