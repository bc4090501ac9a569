package dev.planetfall.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiagnosticsBundle.Redaction;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.MaskedSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of files what a stranger need not know to find a fault: where the servers are, who logs in, values of rows. What is the same
 * stays the same, so that the files can still be read together. Names of databases, tables and their like stay, because faults are in
 * them. Not thread-safe.
 */
final class Redactor {
    static final String GONE = "\u2026";

    private static final Set<String> SQL =
            Set.of("sql", "undo", "statements", "lifting", "mending", "onSource", "onTarget");
    private static final Set<String> SECRET = Set.of("webhookAddress", "password");
    private static final String HEX = "[0-9a-fA-F]{1,4}";
    /** Names that every installation has tell nothing. */
    private static final Set<String> COMMON = Set.of("postgres", "localhost", "root", "admin");

    private static final List<Rule> RULES = List.of(
            new Rule(Kind.PASSWORD, "(?<=://)[^\\s/@:]*:[^\\s/@]*(?=@)"),
            new Rule(Kind.PASSWORD, "(?i)(?<=\\bpassword=)(?:'[^']*'|[^\\s'&]+)"),
            new Rule(Kind.ROW_VALUE, "(?<=\\)=\\()[^\\n]*?(?=\\)(?:\\s|\\.|$))"),
            new Rule(Kind.ROW_VALUE, "(?<=contains \\()[^\\n]*(?=\\))"),
            new Rule(Kind.ROW_VALUE, "(?<=: \")[^\"\\n]*(?=\")"),
            new Rule(Kind.ADDRESS, "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"),
            new Rule(Kind.ADDRESS, "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]*\\w)"),
            new Rule(Kind.ADDRESS, "(?<![\\w:])(?:" + HEX + ":){4,7}" + HEX + "(?![\\w:])"),
            new Rule(
                    Kind.ADDRESS,
                    "(?<![\\w:'\")\\]])(?:" + HEX + "(?::" + HEX + ")*)?::(?:" + HEX + ":)*" + HEX + "(?![\\w:])"));

    private final List<Rule> rules = new ArrayList<>();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    /**
     * @param plans whose servers, users and names are to be replaced wherever they occur
     * @param home of the person on this computer
     */
    Redactor(List<MigrationPlan> plans, String home) {
        addNames(plans, Kind.SERVER, "-server", ConnectionSettings::host);
        addNames(plans, Kind.USER, "-user", ConnectionSettings::user);
        plans.forEach(plan -> addName(Kind.MIGRATION, plan.name(), "migration"));
        addName(Kind.FOLDER, home, "~");
        // A name that holds another goes first.
        rules.sort(Comparator.comparing((Rule rule) -> rule.pattern().pattern().length())
                .reversed());
        rules.addAll(RULES);
    }

    /** What was taken out so far, kind by kind. */
    List<Redaction> redactions() {
        return counts.entrySet().stream()
                .map(entry -> new Redaction(entry.getKey().title(), entry.getValue()))
                .toList();
    }

    String text(String text) {
        String told = text;
        for (Rule rule : rules) {
            told = rule.pattern().matcher(told).replaceAll(found -> {
                count(rule.kind());
                return Matcher.quoteReplacement(rule.replacement());
            });
        }
        return told;
    }

    JsonNode json(JsonNode node) {
        return json("", node);
    }

    private JsonNode json(String field, JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(value(field, node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(json(field, element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            boolean row = node.has("key") && node.has("columns");
            node.properties()
                    .forEach(each -> object.set(
                            each.getKey(),
                            json(row && each.getKey().equals("key") ? "row" : each.getKey(), each.getValue())));
            return object;
        }
        return node;
    }

    private String value(String field, String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (SECRET.contains(field)) {
            count(Kind.PASSWORD);
            return GONE;
        }
        if (field.equals("row")) {
            count(Kind.ROW_VALUE);
            return GONE;
        }
        return text(SQL.contains(field) ? statement(text) : text);
    }

    private String statement(String sql) {
        String masked = MaskedSql.withoutTexts(sql);
        masked.chars().filter(character -> character == GONE.charAt(0)).forEach(gone -> count(Kind.CONSTANT));
        return masked;
    }

    private void addNames(
            List<MigrationPlan> plans, Kind kind, String called, Function<ConnectionSettings, String> name) {
        for (MigrationPlan plan : plans) {
            addName(kind, name.apply(plan.source()), "source" + called);
            addName(kind, name.apply(plan.target()), "target" + called);
        }
    }

    private void addName(Kind kind, String name, String replacement) {
        boolean known = rules.stream().anyMatch(rule -> rule.pattern().pattern().contains(Pattern.quote(name)));
        if (!name.isBlank() && !known && !COMMON.contains(name)) {
            String word = "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])";
            rules.add(new Rule(kind, Pattern.compile(word), replacement));
        }
    }

    private void count(Kind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    private record Rule(Kind kind, Pattern pattern, String replacement) {
        Rule(Kind kind, String pattern) {
            this(kind, Pattern.compile(pattern), GONE);
        }
    }

    private enum Kind {
        SERVER(Messages.text("store.redactor.servers")),
        USER(Messages.text("store.redactor.users")),
        MIGRATION(Messages.text("store.redactor.migrations")),
        ADDRESS(Messages.text("store.redactor.addresses")),
        ROW_VALUE(Messages.text("store.redactor.row-values")),
        CONSTANT(Messages.text("store.redactor.constants")),
        PASSWORD(Messages.text("store.redactor.secrets")),
        FOLDER(Messages.text("store.redactor.folders"));

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
