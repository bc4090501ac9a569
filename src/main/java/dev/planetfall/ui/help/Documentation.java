package dev.planetfall.ui.help;

import dev.planetfall.language.Messages;

/** Pages of PlanetScale's own documentation. */
public enum Documentation {
    WAYS_TO_MIGRATE("imports/postgres-imports", "help.documentation.ways-to-migrate"),
    BY_REPLICATION("imports/postgres-migrate-walstream", "help.documentation.by-replication"),
    BY_DUMP("imports/postgres-migrate-dumprestore", "help.documentation.by-dump"),
    FROM_NEON("imports/neon", "help.documentation.from-neon"),
    QUICKSTART("tutorials/planetscale-postgres-quickstart", "help.documentation.quickstart"),
    CONNECTING("connecting", "help.documentation.connecting"),
    ROLES("connecting/roles", "help.documentation.roles"),
    POOLED("connecting/psbouncer", "help.documentation.pooled"),
    COMPATIBILITY("postgres-compatibility", "help.documentation.compatibility"),
    EXTENSIONS("extensions", "help.documentation.extensions"),
    PARAMETERS("cluster-configuration/parameters", "help.documentation.parameters"),
    STORAGE("cluster-configuration/cluster-storage", "help.documentation.storage"),
    AUTOSCALING("cluster-configuration/disk-autoscaling", "help.documentation.autoscaling"),
    AS_PUBLISHER("integrations/logical-cdc", "help.documentation.as-publisher"),
    DAY_ONE("day-one-with-planetscale-postgres", "help.documentation.day-one");

    private static final String ROOT = "https://planetscale.com/docs/postgres/";

    private final String path;
    private final String key;

    Documentation(String path, String key) {
        this.path = path;
        this.key = key;
    }

    public String title() {
        return Messages.text(key);
    }

    public String address() {
        return ROOT + path;
    }
}
