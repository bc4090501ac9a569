package dev.planetfall.postgres;

/**
 * The five-character code with which PostgreSQL classifies an error.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public record SqlState(String code) {
    public static final SqlState NONE = new SqlState("");
    public static final SqlState UNABLE_TO_CONNECT = new SqlState("08001");
    public static final SqlState CONNECTION_FAILURE = new SqlState("08006");
    public static final SqlState CONNECTION_REJECTED = new SqlState("08004");
    public static final SqlState INVALID_AUTHORIZATION = new SqlState("28000");
    public static final SqlState INVALID_PASSWORD = new SqlState("28P01");
    public static final SqlState NO_SUCH_DATABASE = new SqlState("3D000");
    public static final SqlState INSUFFICIENT_PRIVILEGE = new SqlState("42501");
    public static final SqlState DUPLICATE_OBJECT = new SqlState("42710");
    public static final SqlState DUPLICATE_TABLE = new SqlState("42P07");
    public static final SqlState DUPLICATE_SCHEMA = new SqlState("42P06");
    public static final SqlState DUPLICATE_FUNCTION = new SqlState("42723");
    public static final SqlState DUPLICATE_COLUMN = new SqlState("42701");
    public static final SqlState INVALID_TABLE_DEFINITION = new SqlState("42P16");
    public static final SqlState FOREIGN_KEY_VIOLATION = new SqlState("23503");
    public static final SqlState UNIQUE_VIOLATION = new SqlState("23505");
    public static final SqlState UNDEFINED_OBJECT = new SqlState("42704");
    public static final SqlState UNDEFINED_TABLE = new SqlState("42P01");
    public static final SqlState UNDEFINED_FUNCTION = new SqlState("42883");
    public static final SqlState INVALID_SCHEMA_NAME = new SqlState("3F000");
    public static final SqlState WRONG_OBJECT_TYPE = new SqlState("42809");
    public static final SqlState ACTIVE_SQL_TRANSACTION = new SqlState("25001");
    public static final SqlState OBJECT_NOT_IN_PREREQUISITE_STATE = new SqlState("55000");
    public static final SqlState OBJECT_IN_USE = new SqlState("55006");
    public static final SqlState DEPENDENT_OBJECTS_STILL_EXIST = new SqlState("2BP01");
    public static final SqlState UNDEFINED_FILE = new SqlState("58P01");
    public static final SqlState FEATURE_NOT_SUPPORTED = new SqlState("0A000");
    public static final SqlState INVALID_PARAMETER_VALUE = new SqlState("22023");
    public static final SqlState TOO_MANY_CONNECTIONS = new SqlState("53300");
    public static final SqlState DISK_FULL = new SqlState("53100");
    public static final SqlState CANNOT_CONNECT_NOW = new SqlState("57P03");
    public static final SqlState QUERY_CANCELED = new SqlState("57014");
    public static final SqlState DEADLOCK_DETECTED = new SqlState("40P01");
    public static final SqlState LOCK_NOT_AVAILABLE = new SqlState("55P03");

    /** Whether the connection itself is gone, so that nothing is known of the statement's outcome. */
    public boolean isConnectionLoss() {
        return code.startsWith("08") || code.startsWith("57P");
    }

    @Override
    public String toString() {
        return code;
    }
}
