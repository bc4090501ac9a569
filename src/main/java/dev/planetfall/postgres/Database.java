package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.Driver;

/**
 * One database that can be connected to. Thread-safe: each call opens a connection of its own and closes it when the work
 * returns, so none is ever left behind.
 */
public final class Database {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Under this name the program is in a server's list of sessions. */
    public static final String APPLICATION_NAME = "planetfall";

    private final ConnectionSettings settings;
    private final String server;
    private final StatementLog log;
    private final Clock clock;
    private final String applicationName;
    private final boolean despiteFreeze;
    private final Set<Session> lent = ConcurrentHashMap.newKeySet();
    private final KeptConnections kept = new KeptConnections();
    private volatile boolean abandoned;

    /** @param server the word by which the {@link StatementLog} tells this server from others, such as "source" */
    public Database(ConnectionSettings settings, String server, StatementLog log, Clock clock) {
        this(settings, server, log, clock, APPLICATION_NAME, false);
    }

    private Database(
            ConnectionSettings settings,
            String server,
            StatementLog log,
            Clock clock,
            String applicationName,
            boolean despiteFreeze) {
        this.settings = settings;
        this.server = server;
        this.log = log;
        this.clock = clock;
        this.applicationName = applicationName;
        this.despiteFreeze = despiteFreeze;
    }

    public Database(ConnectionSettings settings, String server) {
        this(settings, server, StatementLog.SILENT, Clock.systemUTC());
    }

    /** The same database under another name in the server's list of sessions, from their first moment on. */
    public Database asApplication(String name) {
        return new Database(settings, server, log, clock, name, despiteFreeze);
    }

    /**
     * The same database, whose writing sessions write even where {@code default_transaction_read_only} keeps all others from it: what a
     * session asks for when it begins counts for more than what is set for its database or role.
     *
     * @see <a href="https://www.postgresql.org/docs/current/config-setting.html">How settings are taken</a>
     */
    public Database despiteFreeze() {
        return new Database(settings, server, log, clock, applicationName, true);
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /**
     * Lends a session to the work, in autocommit.
     *
     * @throws ConnectionFailedException when no session could be opened
     * @throws DatabaseException when a statement of the work failed
     */
    public <T> T withSession(Function<Session, T> work) {
        return borrow(forWriting(), work);
    }

    /** {@link #withSession} for work that returns nothing. */
    public void useSession(Consumer<Session> work) {
        withSession(session -> {
            work.accept(session);
            return true;
        });
    }

    /**
     * Lends a session that cannot change anything and gives up soon: for questions. A statement is stopped after 30 s, a
     * wait for a lock after 5 s.
     */
    public <T> T withReadOnlySession(Function<Session, T> work) {
        Properties properties = new Properties();
        properties.setProperty(
                "options", "-c default_transaction_read_only=on -c statement_timeout=30s -c lock_timeout=5s");
        return borrow(properties, work);
    }

    /**
     * Lends a session that hands each text to the server whole, as {@code psql -c} does. The driver otherwise cuts texts at
     * semicolons by its own idea of SQL.
     */
    public <T> T withScriptSession(Function<Session, T> work) {
        Properties properties = forWriting();
        properties.setProperty("preferQueryMode", "simple");
        return borrow(properties, work);
    }

    /**
     * Opens a session in the replication protocol bound to this database, as a subscriber's walreceiver does.
     *
     * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">Replication protocol</a>
     */
    public <T> T withReplicationSession(Function<Session, T> work) {
        Properties properties = new Properties();
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "9.4");
        return borrow(properties, work);
    }

    /**
     * From now on connections are kept when their work returns, and lent again with all settings as they were at first: opening one takes
     * most of the time of a short question. Until {@link #keepNone}.
     */
    public void keepConnections() {
        kept.open();
    }

    /** Closes what {@link #keepConnections} kept. */
    public void keepNone() {
        kept.close();
    }

    /** Stops whatever statements run in sessions lent by this object; each fails as {@link Session#cancel} says. */
    public void cancelRunning() {
        lent.forEach(Session::cancel);
    }

    /** Ends all sessions lent by this object, now and later. Returns at once, however long the server takes to answer. */
    public void abandon() {
        abandoned = true;
        lent.forEach(Database::abort);
    }

    private Properties forWriting() {
        Properties properties = new Properties();
        if (despiteFreeze) {
            properties.setProperty("options", "-c default_transaction_read_only=off");
        }
        return properties;
    }

    private static void abort(Session session) {
        Thread thread = new Thread(session::abort, "session-abort");
        thread.setDaemon(true);
        thread.start();
    }

    private <T> T borrow(Properties properties, Function<Session, T> work) {
        String kind = properties.toString();
        Connection connection = kept.take(kind).orElseGet(() -> open(properties));
        Session session = new Session(connection, server, settings.password(), log, clock);
        boolean returned = false;
        lent.add(session);
        if (abandoned) {
            abort(session);
        }
        try {
            T result = work.apply(session);
            returned = true;
            return result;
        } finally {
            lent.remove(session);
            if (!returned || abandoned || !kept.keep(kind, connection)) {
                close(connection, returned);
            }
        }
    }

    private Connection open(Properties properties) {
        properties.setProperty("user", settings.user());
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password().reveal());
        }
        properties.setProperty("sslmode", settings.sslMode().keyword());
        settings.sslRootCert()
                .ifPresentOrElse(
                        file -> properties.setProperty("sslrootcert", file.toString()),
                        () -> trustSystemAuthorities(properties));
        if (settings.requiresChannelBinding()) {
            properties.setProperty("channelBinding", "require");
        }
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        try {
            return Optional.ofNullable(new Driver().connect(url(), properties))
                    .orElseThrow(() -> new SQLException(Messages.text("postgres.database.the-driver-did-not-accept")));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Without a file to trust, the driver's verifying modes fail; the Java runtime's own list stands for the system's. */
    private void trustSystemAuthorities(Properties properties) {
        if (settings.sslMode().verifiesCertificate()) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    private String url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        String database = java.net.URLEncoder.encode(settings.database(), java.nio.charset.StandardCharsets.UTF_8);
        return "jdbc:postgresql://" + host + ":" + settings.port() + "/" + database;
    }

    private ConnectionFailedException failed(SQLException e) {
        ConnectionProblem problem = ConnectionProblem.of(e, settings);
        SqlState state = new SqlState(Optional.ofNullable(e.getSQLState()).orElse(""));
        String said = settings.password().redactedFrom(String.valueOf(e.getMessage()));
        String sentence = problem.explain(settings) + (problem == ConnectionProblem.OTHER ? " (" + said + ")" : "");
        return new ConnectionFailedException(problem, state, sentence, new SQLException(said, e.getSQLState()));
    }

    private static void close(Connection connection, boolean mustSucceed) {
        try {
            connection.close();
        } catch (SQLException e) {
            if (mustSucceed) {
                throw new DatabaseException(
                        SqlState.CONNECTION_FAILURE, Messages.text("postgres.database.the-connection-could-not-be"), e);
            }
        }
    }
}
