package dev.planetfall.migration.schema.catalog;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One object, or one later statement about it, as a {@link CatalogPart} tells it.
 *
 * @param schema empty where the object lives in none
 * @param relation the table, view or sequence to which it belongs; otherwise empty
 * @param name for people, unique within kind and schema; not quoted
 * @param statements without final semicolons; empty when it is not carried over
 * @param placeholder of a view, a statement that makes one with the same columns out of nothing; otherwise empty
 * @param needs what must be there before
 * @param why it is not carried over; empty for what is
 */
public record CatalogEntry(
        Address address,
        String kind,
        String schema,
        String relation,
        String name,
        List<String> statements,
        String placeholder,
        Set<Address> needs,
        Reason why) {
    /** Kinds that pg_dump writes only after the rows. */
    private static final Set<String> POST_DATA = Set.of(
            "CONSTRAINT",
            "FK CONSTRAINT",
            "INDEX",
            "INDEX ATTACH",
            "STATISTICS",
            "RULE",
            "TRIGGER",
            "EVENT TRIGGER",
            "POLICY",
            "ROW SECURITY",
            "REPLICA IDENTITY",
            "CLUSTER");

    public CatalogEntry {
        statements = List.copyOf(statements);
        needs = Set.copyOf(needs);
    }

    static CatalogEntry of(Row row) {
        return new CatalogEntry(
                new Address(row.text("catalog"), row.number("oid"), row.text("part")),
                row.text("kind"),
                row.text("schema"),
                row.text("relation"),
                row.text("name"),
                row.texts("statements"),
                row.text("placeholder"),
                row.texts("needs").stream().map(Address::parse).collect(Collectors.toUnmodifiableSet()),
                Reason.of(row.text("reason")));
    }

    /** For people: with its schema where it has one. */
    public String identity() {
        return schema.isEmpty() ? name : schema + "." + name;
    }

    boolean isIn(Scope scope) {
        if (schema.isEmpty()) {
            return !kind.equals("SCHEMA") || scope.includesSchema(new Identifier(name));
        }
        return relation.isEmpty()
                ? scope.includesSchema(new Identifier(schema))
                : scope.includes(QualifiedName.of(schema, relation));
    }

    /** Whether its kind is made after the rows, whatever it needs. */
    public boolean isPostData() {
        return POST_DATA.contains(kind);
    }

    /** Why it is not carried over, as one sentence for people; empty for what is. */
    public String reason() {
        return why.sentence();
    }

    /** Whether it is not carried over for the language in which it is written. */
    public boolean isOfForbiddenLanguage() {
        return why.cause() == Reason.Cause.LANGUAGE;
    }

    /** Whether it is not carried over for no other reason than that something it needs is not. */
    public boolean lacksWhatItNeeds() {
        return why.cause() == Reason.Cause.NEEDS;
    }

    boolean isCarried() {
        return why.cause() == Reason.Cause.NONE;
    }

    CatalogEntry needing(Set<Address> others) {
        return new CatalogEntry(address, kind, schema, relation, name, statements, placeholder, others, why);
    }

    /** With more at the end of its first statement. */
    CatalogEntry including(String more, Set<Address> others) {
        List<String> extended = new ArrayList<>(statements);
        extended.set(0, statements.get(0) + more);
        Set<Address> all = new HashSet<>(needs);
        all.addAll(others);
        return new CatalogEntry(address, kind, schema, relation, name, extended, placeholder, all, why);
    }

    CatalogEntry notCarried(Reason reason) {
        return new CatalogEntry(address, kind, schema, relation, name, List.of(), "", needs, reason);
    }

    /** A stand-in with the same columns, so that what needs this view can be made before what the view needs. */
    CatalogEntry standIn(Set<Address> needed) {
        Address own = new Address(address.catalog(), address.oid(), "placeholder");
        return new CatalogEntry(
                own, kind, schema, relation, name + " (placeholder)", List.of(placeholder), "", needed, Reason.NONE);
    }

    /** The definition of this view, to be made when its stand-in is there. */
    CatalogEntry replacing(CatalogEntry standIn) {
        List<String> replacements = statements.stream()
                .map(sql -> sql.replaceFirst("^CREATE VIEW ", "CREATE OR REPLACE VIEW "))
                .toList();
        Set<Address> all = new HashSet<>(needs);
        all.add(standIn.address());
        return new CatalogEntry(address, kind, schema, relation, name, replacements, "", all, why);
    }
}
