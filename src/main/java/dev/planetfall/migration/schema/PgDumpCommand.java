package dev.planetfall.migration.schema;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How pg_dump is called. Where to connect and the password go through the environment of that one process, which other
 * users of the computer cannot read, and never through its arguments, which they can.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">Environment variables of libpq</a>
 */
record PgDumpCommand(PgDump pgDump, ConnectionSettings source, Scope scope) {
    private static final String CONNECT_TIMEOUT_S = "10";

    /** A migration would otherwise wait for ever behind somebody's {@code ALTER TABLE}. */
    private static final String LOCK_WAIT_TIMEOUT_MS = "30000";

    /** Without this a database with the old setting is dumped in a way that {@link StatementSplitter} would misread. */
    private static final String PLAIN_BACKSLASHES = "-c standard_conforming_strings=on";

    /** From this version on libpq knows {@code sslrootcert=system}. */
    private static final int KNOWS_SYSTEM_AUTHORITIES = 16;

    /** Where Linux distributions and macOS keep the authorities they trust. */
    private static final List<Path> SYSTEM_AUTHORITIES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(arguments());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.putAll(connection());
        environment.put("LC_ALL", "C");
        return builder;
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                pgDump.program().toString(),
                "--schema-only",
                "--no-password",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--no-security-labels",
                "--no-tablespaces",
                "--quote-all-identifiers",
                "--encoding=UTF8",
                "--lock-wait-timeout=" + LOCK_WAIT_TIMEOUT_MS));
        if (pgDump.major() >= 15) {
            arguments.add("--no-table-access-method");
        }
        if (pgDump.major() >= 18) {
            arguments.add("--no-statistics");
        }
        arguments.add(pattern("--exclude-schema=", Scope.OWN_SCHEMA.quoted()));
        scope.excludedSchemas().stream()
                .sorted()
                .map(Identifier::quoted)
                .forEach(schema -> arguments.add(pattern("--exclude-schema=", schema)));
        scope.excludedTables().stream()
                .sorted()
                .map(QualifiedName::quoted)
                .forEach(table -> arguments.add(pattern("--exclude-table=", table)));
        return List.copyOf(arguments);
    }

    /** Inside double quotes no character of a pattern is special. On Windows a quote in an argument needs a backslash. */
    private static String pattern(String option, String quoted) {
        return option + (File.separatorChar == '\\' ? quoted.replace("\"", "\\\"") : quoted);
    }

    private Map<String, String> connection() {
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "PGHOST", source.host(),
                "PGPORT", Integer.toString(source.port()),
                "PGDATABASE", source.database(),
                "PGUSER", source.user(),
                "PGPASSWORD", source.password().reveal(),
                "PGSSLMODE", source.sslMode().keyword(),
                "PGCONNECT_TIMEOUT", CONNECT_TIMEOUT_S,
                "PGOPTIONS", PLAIN_BACKSLASHES,
                "PGAPPNAME", "planetfall"));
        Optional<String> authorities = source.sslRootCert().map(Path::toString).or(this::systemAuthorities);
        authorities.ifPresent(file -> environment.put("PGSSLROOTCERT", file));
        if (authorities.equals(Optional.of("system"))) {
            environment.put("PGSSLMODE", SslMode.VERIFY_FULL.keyword());
        }
        return environment;
    }

    /** libpq believes nobody unless told whom; {@code system} it accepts only together with {@code verify-full}. */
    private Optional<String> systemAuthorities() {
        if (!source.sslMode().verifiesCertificate()) {
            return Optional.empty();
        }
        return SYSTEM_AUTHORITIES.stream()
                .filter(Files::isReadable)
                .map(Path::toString)
                .findFirst()
                .or(() -> pgDump.major() >= KNOWS_SYSTEM_AUTHORITIES ? Optional.of("system") : Optional.empty());
    }
}
