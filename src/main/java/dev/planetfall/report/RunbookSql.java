package dev.planetfall.report;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements for the names, tables and versions of one plan. */
record RunbookSql(MigrationPlan plan, RunbookTables tables, RunbookVersions versions) {
    static final String MARKER = ReplicationNames.MARKER_TABLE.quoted();

    /** A session that turns the freeze off for itself may write. */
    static final String MAY_WRITE = "SET default_transaction_read_only = off;";

    private static final String BACK = "_back";
    private static final int STREAMS = 14;
    private static final int STREAMS_IN_PARALLEL = 16;
    private static final int KNOWS_FAILOVER = 17;
    private static final int SHORTEST_FLOATS = 12;

    /** The name of publication, subscription and slot alike, in quotes. */
    String name(boolean back) {
        return new Identifier(plainName(back)).quoted();
    }

    String plainName(boolean back) {
        return plan.names().slot().name() + (back ? BACK : "");
    }

    /** The migration in the marker table. */
    String migration() {
        return SqlLiteral.quote(plan.id());
    }

    RunbookFreeze freeze() {
        return new RunbookFreeze(this);
    }

    String database(Side side) {
        return new Identifier(plan.settings(side).database()).quoted();
    }

    String publication(boolean back) {
        return Stream.concat(tables.replicated().stream().map(QualifiedName::quoted), Stream.of(MARKER))
                .collect(Collectors.joining(",\n  ", "CREATE PUBLICATION " + name(back) + " FOR TABLE\n  ", ";"));
    }

    /** @param from where the rows come from */
    String subscription(Side from, boolean back) {
        ConnectionSettings settings = plan.settings(from)
                .withPassword(Password.of(from == Side.SOURCE ? Runbook.SOURCE_PASSWORD : Runbook.TARGET_PASSWORD));
        Side to = from == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        List<String> options = new ArrayList<>(List.of("copy_data = " + !back));
        if (back && survivesFailover()) {
            options.add("create_slot = false");
            if (versions.isAtLeast(to, KNOWS_FAILOVER)) {
                options.add("failover = true");
            }
        }
        if (versions.isAtLeast(to, STREAMS)) {
            options.add("streaming = " + (versions.isAtLeast(to, STREAMS_IN_PARALLEL) ? "parallel" : "on"));
        }
        return "CREATE SUBSCRIPTION " + name(back) + "\n  CONNECTION "
                + SqlLiteral.quote(Conninfo.forSubscription(settings, plainName(back))) + "\n  PUBLICATION "
                + name(back)
                + "\n  WITH (" + String.join(", ", options) + ");";
    }

    /** PlanetScale's servers stand in for each other, and a slot is to be there whichever answers. */
    boolean survivesFailover() {
        return versions.isAtLeast(Side.TARGET, KNOWS_FAILOVER);
    }

    /** On PlanetScale, before the subscription of the way back. */
    String slotBack() {
        return "SELECT slot_name FROM pg_create_logical_replication_slot(" + SqlLiteral.quote(plainName(true))
                + ", 'pgoutput', false, false, true);";
    }

    String beat() {
        return MAY_WRITE + "\nUPDATE " + MARKER
                + " SET beat = beat + 1, written_at = clock_timestamp()\nWHERE migration = " + migration()
                + " RETURNING beat AS \"BEAT\";";
    }

    String beatSeen() {
        return "SELECT coalesce((SELECT beat >= BEAT FROM " + MARKER + " WHERE migration = " + migration()
                + "), false);";
    }

    String confirmed(boolean back) {
        return "SELECT coalesce((SELECT confirmed_flush_lsn >= 'LSN'::pg_lsn FROM pg_replication_slots\nWHERE slot_name = "
                + SqlLiteral.quote(plainName(back)) + "), false);";
    }

    /** Prints a statement for each sequence, to be run on the other server. A sequence that is not there is passed over. */
    String sequences() {
        return """
                SELECT format('SELECT setval(s, %s, %L) FROM to_regclass(%L) s WHERE s IS NOT NULL;',
                    coalesce(last_value, start_value), last_value IS NOT NULL, format('%I.%I', schemaname, sequencename))
                FROM pg_sequences WHERE schemaname <> ALL (ARRAY[""" + leftOutSchemas() + "]) ORDER BY 1;";
    }

    /** Values look the same on both servers, whatever their settings and versions. */
    String comparable() {
        boolean shortest = versions.isAtLeast(Side.SOURCE, SHORTEST_FLOATS);
        return "SET TimeZone = 'UTC';\nSET DateStyle = 'ISO';\nSET IntervalStyle = 'postgres';\nSET bytea_output = 'hex';\n"
                + "SET extra_float_digits = " + (shortest ? 3 : 0) + ";\nSET search_path = '';";
    }

    String checksums() {
        return tables.all().stream()
                .map(table -> "SELECT " + SqlLiteral.quote(table.toString()) + " AS name, count(*) AS rows,\n"
                        + "    coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0) AS checksum\nFROM "
                        + table.quoted() + " t")
                .collect(Collectors.joining("\nUNION ALL\n", "", "\nORDER BY 1;"));
    }

    private String leftOutSchemas() {
        return Stream.concat(Stream.of(Scope.OWN_SCHEMA), plan.scope().excludedSchemas().stream())
                .map(schema -> SqlLiteral.quote(schema.name()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
