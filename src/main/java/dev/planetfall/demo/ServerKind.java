package dev.planetfall.demo;

import java.util.ArrayList;
import java.util.List;

/** Which part a demo server plays; decides what its ordinary role may do. */
public enum ServerKind {
    /** A managed host: the role owns its databases and may replicate, and is no superuser. */
    SOURCE("store_owner", "NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT LOGIN REPLICATION NOBYPASSRLS") {
        @Override
        List<String> memberships(int major) {
            return List.of();
        }
    },

    /**
     * PlanetScale.
     *
     * @see <a href="https://planetscale.com/docs/postgres/connecting/roles">The default role</a>
     */
    TARGET("pscale_default", "NOSUPERUSER CREATEDB CREATEROLE INHERIT LOGIN REPLICATION BYPASSRLS") {
        @Override
        List<String> memberships(int major) {
            List<String> roles = new ArrayList<>(List.of(
                    "pg_monitor",
                    "pg_read_all_settings",
                    "pg_read_all_stats",
                    "pg_signal_backend",
                    "pg_stat_scan_tables"));
            if (major >= 14) {
                roles.addAll(List.of("pg_read_all_data", "pg_write_all_data"));
            }
            if (major >= 15) {
                roles.add("pg_checkpoint");
            }
            if (major >= 16) {
                roles.addAll(List.of("pg_create_subscription", "pg_use_reserved_connections"));
            }
            if (major >= 17) {
                roles.add("pg_maintain");
            }
            return roles;
        }
    };

    private final String roleName;
    private final String attributes;

    ServerKind(String roleName, String attributes) {
        this.roleName = roleName;
        this.attributes = attributes;
    }

    /** The role a person would be given by the host; owner of the databases. */
    public String roleName() {
        return roleName;
    }

    String attributes() {
        return attributes;
    }

    /** Predefined roles that version {@code major} has and the ordinary role is a member of. */
    abstract List<String> memberships(int major);
}
