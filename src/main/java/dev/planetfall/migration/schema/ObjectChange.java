package dev.planetfall.migration.schema;

import dev.planetfall.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an object that is no column becomes what the source has; empty where there is no statement that is certain to be right. */
final class ObjectChange {
    /** What can be dropped and made anew, and no row is lost. */
    static final Set<String> REMADE =
            Set.of("index", "constraint", "check constraint", "trigger", "policy", "rule", "statistics");

    private static final Set<String> REPLACED = Set.of("function", "procedure", "aggregate", "view");
    private static final Set<String> SET_AGAIN = Set.of("replica identity", "cluster", "sequence owned by");

    private static final Pattern ENUM = Pattern.compile("CREATE TYPE .*? AS ENUM \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern SEQUENCE =
            Pattern.compile("CREATE SEQUENCE (\"(?:[^\"]|\"\")+\"\\.\"(?:[^\"]|\"\")+\")(.*)", Pattern.DOTALL);

    private static final Pattern ATTACH = Pattern.compile(
            "ALTER TABLE ONLY (\"(?:[^\"]|\"\")+\"\\.\"(?:[^\"]|\"\")+\") ATTACH PARTITION (\"(?:[^\"]|\"\")+\"\\.\"(?:[^\"]|\"\")+\") .*",
            Pattern.DOTALL);

    private static final Pattern PAIR = Pattern.compile("\"((?:[^\"]|\"\")+)\"\\.\"((?:[^\"]|\"\")+)\"");

    private ObjectChange() {}

    /** What makes it, where the target has nothing of that name. */
    static List<String> make(SchemaPart onSource) {
        return switch (onSource.key().label()) {
            case "table", "table attach", "index attach", "identity" ->
                onSource.entry().statements();
            case "check constraint" -> List.of(addConstraint(onSource));
            case "line" -> List.of();
            default ->
                onSource.entry().statements().stream()
                        .map(PlannerPromises::without)
                        .toList();
        };
    }

    /** @param drop of what the target has; empty when that cannot be dropped by itself */
    static List<String> change(SchemaPart onSource, SchemaPart onTarget, List<String> drop) {
        String label = onSource.key().label();
        if (REMADE.contains(label)) {
            List<String> both = new ArrayList<>(drop);
            both.addAll(make(onSource));
            return drop.isEmpty() ? List.of() : both;
        }
        if (REPLACED.contains(label)) {
            return make(onSource).stream()
                    .map(sql -> sql.replaceFirst("^CREATE (?!OR REPLACE )", "CREATE OR REPLACE "))
                    .toList();
        }
        return switch (label) {
            case "type" -> addedLabels(onSource, onTarget);
            case "sequence" -> sequence(onSource, onTarget);
            case "row security" -> rowSecurity(onSource, onTarget);
            default -> SET_AGAIN.contains(label) ? onSource.entry().statements() : List.of();
        };
    }

    /** What takes away a setting that only the target has. */
    static List<String> unset(SchemaPart onTarget) {
        String table = ColumnMends.alterTable(onTarget.key());
        return switch (onTarget.key().label()) {
            case "replica identity" -> List.of(table + " REPLICA IDENTITY DEFAULT");
            case "cluster" -> List.of(table + " SET WITHOUT CLUSTER");
            case "row security" ->
                List.of(table + " DISABLE ROW LEVEL SECURITY", table + " NO FORCE ROW LEVEL SECURITY");
            case "table attach" -> detach(onTarget);
            default -> List.of();
        };
    }

    private static String addConstraint(SchemaPart check) {
        return check.entry().kind().equals("TABLE")
                ? ColumnMends.alterTable(check.key()) + " ADD CONSTRAINT " + ColumnMends.name(check.key()) + " "
                        + check.definition()
                : check.entry().statements().get(0);
    }

    /** The table to which a partition is attached, of the statement that attaches it. */
    static Optional<QualifiedName> parent(SchemaPart attachment) {
        Matcher attach = ATTACH.matcher(attachment.definition());
        return attach.matches() ? Optional.of(name(attach.group(1))) : Optional.empty();
    }

    private static QualifiedName name(String quoted) {
        Matcher parts = PAIR.matcher(quoted);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a qualified name: " + quoted);
        }
        return QualifiedName.of(
                parts.group(1).replace("\"\"", "\""), parts.group(2).replace("\"\"", "\""));
    }

    private static List<String> detach(SchemaPart onTarget) {
        Matcher attach = ATTACH.matcher(onTarget.definition());
        return attach.matches()
                ? List.of("ALTER TABLE " + attach.group(1) + " DETACH PARTITION " + attach.group(2))
                : List.of();
    }

    private static List<String> rowSecurity(SchemaPart onSource, SchemaPart onTarget) {
        String table = ColumnMends.alterTable(onSource.key());
        List<String> statements = new ArrayList<>();
        for (String word : List.of("ENABLE", "FORCE")) {
            boolean wanted = onSource.definition().contains(" " + word + " ROW LEVEL SECURITY");
            boolean is = onTarget.definition().contains(" " + word + " ROW LEVEL SECURITY");
            String other = word.equals("ENABLE") ? "DISABLE" : "NO FORCE";
            if (wanted != is) {
                statements.add(table + " " + (wanted ? word : other) + " ROW LEVEL SECURITY");
            }
        }
        return statements;
    }

    /** An enumerated type can get labels, and lose none. */
    private static List<String> addedLabels(SchemaPart onSource, SchemaPart onTarget) {
        List<String> wanted = labels(onSource);
        List<String> there = labels(onTarget);
        if (there.isEmpty() || !wanted.stream().filter(there::contains).toList().equals(there)) {
            return List.of();
        }
        String type = QualifiedName.of(
                        onSource.entry().schema(), onSource.entry().name())
                .quoted();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!there.contains(wanted.get(i))) {
                String place = i == 0 ? " BEFORE " + there.get(0) : " AFTER " + wanted.get(i - 1);
                statements.add(DriftChanges.ADD_LABEL.formatted(type) + wanted.get(i) + place);
            }
        }
        return statements;
    }

    private static List<String> labels(SchemaPart type) {
        Matcher parts = ENUM.matcher(type.definition());
        return parts.matches()
                ? LABEL.matcher(parts.group(1))
                        .results()
                        .map(label -> label.group())
                        .toList()
                : List.of();
    }

    /** All options are written, but the type where it is the usual one. */
    private static List<String> sequence(SchemaPart onSource, SchemaPart onTarget) {
        Matcher there = SEQUENCE.matcher(onSource.definition());
        if (!there.matches() || !SEQUENCE.matcher(onTarget.definition()).matches()) {
            return List.of();
        }
        String type = there.group(2).stripLeading().startsWith("AS ") ? "" : "\n    AS bigint";
        String cycle = there.group(2).endsWith("CYCLE") ? "" : "\n    NO CYCLE";
        return List.of("ALTER SEQUENCE " + there.group(1) + type + there.group(2) + cycle);
    }
}
