package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.schema.SchemaObject.Section;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeferredObjectsTest {
    private static final SchemaObject SCHEMA = object("SCHEMA", "s");
    private static final SchemaObject TABLE = object("TABLE", "t", SCHEMA);
    private static final SchemaObject KEY = constraint("t_pkey", "PRIMARY KEY (id)");
    private static final SchemaObject UNIQUE = constraint("t_u", "UNIQUE (code)");
    private static final SchemaObject EXCLUSION = constraint("t_x", "EXCLUDE USING gist (during WITH &&)");
    private static final SchemaObject INDEX = object("INDEX", "t_i", TABLE);

    @Test
    void holdsBackWhatIsFasterMadeAtTheEnd() {
        SchemaObject foreignKey = object("FK CONSTRAINT", "t_f", TABLE, KEY);
        SchemaObject trigger = object("TRIGGER", "t_t", TABLE);
        SchemaObject rule = object("RULE", "t_r", TABLE);
        SchemaObject statistics = object("STATISTICS", "t_s", TABLE);
        SchemaObject policy = object("POLICY", "t_p", TABLE);
        SchemaObject security = object("ROW SECURITY", "t_sec", TABLE);

        assertThat(split(
                        SCHEMA,
                        TABLE,
                        KEY,
                        UNIQUE,
                        EXCLUSION,
                        INDEX,
                        rule,
                        statistics,
                        foreignKey,
                        trigger,
                        policy,
                        security))
                .isEqualTo(new DeferredObjects(
                        List.of(SCHEMA, TABLE, KEY, policy, security),
                        List.of(UNIQUE, EXCLUSION, INDEX, rule, statistics, foreignKey, trigger)));
    }

    @Test
    void keepsWhatTheReplicaIdentityNames() {
        SchemaObject byIndex = object("REPLICA IDENTITY", "t_i", TABLE, INDEX);
        SchemaObject byConstraint = object("REPLICA IDENTITY", "t_u", TABLE, UNIQUE);

        assertThat(split(SCHEMA, TABLE, UNIQUE, INDEX, byIndex))
                .isEqualTo(new DeferredObjects(List.of(SCHEMA, TABLE, INDEX, byIndex), List.of(UNIQUE)));
        assertThat(split(SCHEMA, TABLE, UNIQUE, INDEX, byConstraint))
                .isEqualTo(new DeferredObjects(List.of(SCHEMA, TABLE, UNIQUE, byConstraint), List.of(INDEX)));
    }

    @Test
    void holdsBackWhatNeedsSomethingHeldBack() {
        SchemaObject comment = object("COMMENT", "t_i", INDEX);
        SchemaObject function = object("FUNCTION", "upsert()", UNIQUE);
        SchemaObject policy = object("POLICY", "t_p", TABLE, function);

        assertThat(split(SCHEMA, TABLE, UNIQUE, INDEX, comment, function, policy))
                .isEqualTo(
                        new DeferredObjects(List.of(SCHEMA, TABLE), List.of(UNIQUE, INDEX, comment, function, policy)));
    }

    @Test
    void keepsWhatATableNeedsWhateverItIs() {
        SchemaObject function = object("FUNCTION", "upsert()", UNIQUE);
        SchemaObject other = object("TABLE", "other", function);

        assertThat(split(SCHEMA, TABLE, UNIQUE, INDEX, function, other))
                .isEqualTo(new DeferredObjects(List.of(SCHEMA, TABLE, UNIQUE, function, other), List.of(INDEX)));
    }

    @Test
    void holdsBackKeysWithAllThatNeedsOneWhereNothingElseWrites() {
        SchemaObject late = object("REPLICA IDENTITY", "t", TABLE, KEY);
        SchemaObject full = object("REPLICA IDENTITY", "full", TABLE);
        SchemaObject view = object("VIEW", "v", TABLE, KEY);

        assertThat(DeferredObjects.of(
                        new SchemaReading(List.of(SCHEMA, TABLE, KEY, view, late, full), List.of()),
                        KeyPolicy.ALL_AFTER))
                .isEqualTo(new DeferredObjects(List.of(SCHEMA, TABLE, full), List.of(KEY, view, late)));
    }

    @Test
    void holdsBackTheKeysOfSomeTables() {
        SchemaObject other = object("TABLE", "other", SCHEMA);
        SchemaObject otherIndex = object("INDEX", "other_i", other);
        SchemaObject otherIdentity = object("REPLICA IDENTITY", "other", other, otherIndex);
        SchemaObject identity = object("REPLICA IDENTITY", "t", TABLE, INDEX);

        List<SchemaObject> objects = List.of(SCHEMA, TABLE, other, KEY, INDEX, otherIndex, identity, otherIdentity);
        assertThat(DeferredObjects.of(
                        new SchemaReading(objects, List.of()),
                        table -> table.name().equals("s.other")))
                .isEqualTo(new DeferredObjects(
                        List.of(SCHEMA, TABLE, other, otherIndex, otherIdentity), List.of(KEY, INDEX, identity)));
    }

    @Test
    void makesAKeyFirstThatATableNeedsWhateverThePolicy() {
        SchemaObject function = object("FUNCTION", "upsert()", KEY);
        SchemaObject other = object("TABLE", "other", function);

        assertThat(DeferredObjects.of(
                                new SchemaReading(List.of(SCHEMA, TABLE, KEY, function, other), List.of()),
                                KeyPolicy.ALL_AFTER)
                        .heldBack())
                .isEmpty();
    }

    @Test
    void isNotMisledByNames() {
        SchemaObject key = new SchemaObject(
                "CONSTRAINT",
                "s",
                "t \"EXCLUDE",
                Section.POST_DATA,
                List.of(
                        "ALTER TABLE ONLY \"s\".\"t ADD CONSTRAINT x UNIQUE\" ADD CONSTRAINT \"\"\"UNIQUE\" PRIMARY KEY (id)"),
                Set.of(TABLE.key()));

        assertThat(split(SCHEMA, TABLE, key).heldBack()).isEmpty();
    }

    @Test
    void holdsNothingBackWhenNobodyKnowsWhatNeedsWhat() {
        SchemaObject index = object("INDEX", "t_i");

        assertThat(split(index)).isEqualTo(new DeferredObjects(List.of(index), List.of()));
    }

    @Test
    void holdsAnUnvalidatedCheckBackEvenWhenNobodyKnowsWhatNeedsWhat() {
        SchemaObject index = object("INDEX", "t_i");
        SchemaObject check =
                statement("CHECK CONSTRAINT", "ALTER TABLE \"s\".\"t\" ADD CONSTRAINT \"c\" CHECK (true) NOT VALID");
        SchemaObject comment = statement("COMMENT", "COMMENT ON CONSTRAINT \"c\" ON \"s\".\"t\" IS 'x'");

        assertThat(split(check, comment, index))
                .isEqualTo(new DeferredObjects(List.of(index), List.of(check, comment)));
    }

    private static SchemaObject statement(String kind, String sql) {
        return new SchemaObject(kind, "s", "t c", Section.POST_DATA, List.of(sql));
    }

    private static DeferredObjects split(SchemaObject... objects) {
        return DeferredObjects.of(new SchemaReading(List.of(objects), List.of()), KeyPolicy.ALL_FIRST);
    }

    private static SchemaObject constraint(String name, String definition) {
        return new SchemaObject(
                "CONSTRAINT",
                "s",
                name,
                Section.POST_DATA,
                List.of("ALTER TABLE ONLY \"s\".\"t\" ADD CONSTRAINT \"" + name + "\" " + definition),
                Set.of(TABLE.key()));
    }

    private static SchemaObject object(String kind, String name, SchemaObject... needs) {
        return new SchemaObject(
                kind,
                "s",
                name,
                Section.PRE_DATA,
                List.of("CREATE " + kind),
                Stream.of(needs).map(SchemaObject::key).collect(Collectors.toSet()));
    }
}
