package dev.planetfall.migration.check;

/** Which roles are people's and programs', as opposed to the server's own and those by which a provider runs it. */
final class OrdinaryRoles {
    /**
     * A condition on {@code r} of {@code pg_roles}. Names that providers give to roles of their own begin like this; roles
     * that their customers' policies name, such as Supabase's {@code authenticated}, are not among them.
     */
    static final String CONDITION = "NOT r.rolsuper AND r.rolname NOT LIKE 'pg\\_%' AND r.rolname !~"
            + " '^(rds_|rdsadmin|cloudsql|alloydb|azure_pg|azuresu|neon_|cloud_admin|supabase_|heroku_|_crunchy|crunchy_"
            + "|pscale_|avnadmin$|doadmin$|tsdbadmin$|pgbouncer$|dashboard_user$)'";

    private OrdinaryRoles() {}
}
