package dev.planetfall.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planetfall.language.Messages;
import dev.planetfall.postgres.PastedSecret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object of a file that comes from elsewhere: each field must be there, be what it should be, and none may be left over. Everything
 * here throws {@link IllegalArgumentException} with a sentence for the person that names the field.
 */
final class StrictFields {
    private static final int MOST_CHARACTERS = 4_096;

    private final JsonNode node;
    private final String within;
    private final Set<String> read = new HashSet<>();

    StrictFields(JsonNode node) {
        this(node, "");
    }

    private StrictFields(JsonNode node, String within) {
        this.node = node;
        this.within = within;
    }

    /** Never empty, without the one character that PostgreSQL cannot store, and without a password in an address. */
    String text(String field) {
        return field(field, StrictFields::isText).textValue();
    }

    int number(String field, int least, int most) {
        return field(field, value -> value.isInt() && value.intValue() >= least && value.intValue() <= most)
                .intValue();
    }

    boolean flag(String field) {
        return field(field, JsonNode::isBoolean).booleanValue();
    }

    /** A place for files that may be left empty. */
    Optional<Path> path(String field) {
        String text = field(
                        field, value -> value.isTextual() && (value.textValue().isEmpty() || isText(value)))
                .textValue();
        if (PastedSecret.isConnection(text)) {
            throw wrong(field);
        }
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw wrong(field);
        }
    }

    /** Such a text, of those that are right. */
    String text(String field, Predicate<String> right) {
        String text = text(field);
        if (!right.test(text)) {
            throw wrong(field);
        }
        return text;
    }

    /** One of some things by the word for it. */
    <T> T word(String field, List<T> all, Function<T, String> word) {
        String text = text(field);
        return all.stream()
                .filter(each -> word.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(field));
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : field(field, JsonNode::isArray)) {
            if (!isText(element)) {
                throw wrong(field);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    StrictFields object(String field) {
        return new StrictFields(field(field, JsonNode::isObject), path(within, field));
    }

    List<StrictFields> objects(String field) {
        List<StrictFields> objects = new ArrayList<>();
        for (JsonNode element : field(field, JsonNode::isArray)) {
            if (!element.isObject()) {
                throw wrong(field);
            }
            objects.add(new StrictFields(element, path(within, field)));
        }
        return objects;
    }

    /** Nothing else may be there: what this program passes over the sender may have meant. */
    void end() {
        node.fieldNames().forEachRemaining(field -> {
            if (!read.contains(field)) {
                throw new IllegalArgumentException(
                        Messages.text("store.strict-fields.has-no-place", path(within, field)));
            }
        });
    }

    private JsonNode field(String field, Predicate<JsonNode> right) {
        read.add(field);
        if (!node.has(field)) {
            throw new IllegalArgumentException(Messages.text("store.strict-fields.is-missing", path(within, field)));
        }
        if (!right.test(node.get(field))) {
            throw wrong(field);
        }
        return node.get(field);
    }

    private IllegalArgumentException wrong(String field) {
        return new IllegalArgumentException(Messages.text("store.strict-fields.is-not-usable", path(within, field)));
    }

    private static boolean isText(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        return !text.isBlank()
                && text.length() <= MOST_CHARACTERS
                && text.indexOf('\0') < 0
                && !PastedSecret.isIn(text);
    }

    private static String path(String within, String field) {
        return within.isEmpty() ? field : within + "." + field;
    }
}
