package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really paste: quotes and prompts around it, passwords full of punctuation, and other systems' addresses. */
class HostileConnectionStringsTest {
    private static final String PASSWORD = "p@s:s/w?o#r%d'\\ x&y=z+";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:secret@db.example.com:5433/store",
                "\"postgresql://ada:secret@db.example.com:5433/store\"",
                "'postgresql://ada:secret@db.example.com:5433/store';",
                "`postgresql://ada:secret@db.example.com:5433/store`",
                "<postgresql://ada:secret@db.example.com:5433/store>",
                "POSTGRESQL://ada:secret@db.example.com:5433/store?sslmode=require",
                "postgresql://db.example.com:5433/store?user=ada&password=secret",
                "postgresql:///store?host=db.example.com&port=5433&user=ada&password=secret",
                "jdbc:postgresql://db.example.com:5433/store?password=secret&user=ada",
                "JDBC:postgresql://db.example.com:5433/store?user=ada&password=secret",
                "PGPASSWORD=secret psql -h db.example.com -p 5433 -U ada -d store -c 'select 1'",
                "PGPASSWORD=secret psql -c 'select 1' -h db.example.com -p 5433 -U ada store",
                "PGPASSWORD=secret psql -X -A -t --set ON_ERROR_STOP=1 -v a=b -h db.example.com -p 5433 -U ada store",
                "PGPASSWORD=secret PGSSLMODE=require psql -qXh db.example.com -p 5433 -U ada store",
                "PGPASSWORD=\"secret\" \\\n  psql -h db.example.com \\\n  -p 5433 -U ada \\\n  store",
                "export PGPASSWORD=secret\npsql -h db.example.com -p 5433 -U ada store",
                "/usr/lib/postgresql/17/bin/psql 'postgresql://ada:secret@db.example.com:5433/store'",
                "PS C:\\> psql.exe \"postgresql://ada:secret@db.example.com:5433/store\"",
                "PGHOST=db.example.com PGPORT=5433 PGDATABASE=store PGUSER=ada PGPASSWORD=secret",
                "PGHOST=db.example.com\r\nPGPORT=5433\r\nPGDATABASE=store\r\nPGUSER=ada\r\nPGPASSWORD=secret\r\n",
                "POSTGRES_URL=\"postgres://ada:secret@db.example.com:5433/store\"",
                "POSTGRES_URL_NON_POOLING='postgres://ada:secret@db.example.com:5433/store'",
                "PGHOST=other\nDATABASE_URL=postgres://ada:secret@db.example.com:5433/store",
                "POSTGRES_HOST=db.example.com\nPOSTGRES_PORT=5433\nPOSTGRES_DB=store\nPOSTGRES_USER=ada\n"
                        + "POSTGRES_PASSWORD=secret",
                "Host=db.example.com;Port=5433;Database=store;Username=ada;Password=secret",
                "User Id=ada;Password=secret;Server=db.example.com;Port=5433;Database=store;",
                "host=db.example.com\nport=5433\ndbname=store\nuser=ada\npassword=secret"
            })
    void readsTheSameConnection(String text) {
        assertThat(ConnectionStrings.parse(text).settings())
                .isEqualTo(new ConnectionSettings(
                        "db.example.com",
                        5433,
                        "store",
                        "ada",
                        Password.of("secret"),
                        SslMode.REQUIRE,
                        Optional.empty()));
    }

    static Stream<Arguments> passwordsInEveryDialect() {
        String encoded = "p%40s%3As%2Fw%3Fo%23r%25d%27%5C%20x%26y%3Dz%2B";
        String inKeywords = "'p@s:s/w?o#r%d\\'\\\\ x&y=z+'";
        String inShell = "'p@s:s/w?o#r%d'\\''\\ x&y=z+'";
        String inDoubleQuotes = "\"p@s:s/w?o#r%d'\\\\ x&y=z+\"";
        return Stream.of(
                        "postgresql://u:" + encoded + "@h/d",
                        "postgresql://h/d?user=u&password=" + encoded,
                        "jdbc:postgresql://h/d?user=u&password=" + encoded,
                        "DATABASE_URL='postgresql://u:" + encoded + "@h/d?sslmode=require'",
                        "host=h user=u dbname=d password=" + inKeywords,
                        "psql \"host=h user=u dbname=d password=" + inKeywords.replace("\\", "\\\\") + "\"",
                        "PGPASSWORD=" + inShell + " psql -h h -U u d",
                        "PGPASSWORD=" + inDoubleQuotes + " psql -h h -U u d",
                        "export PGHOST=h PGUSER=u PGPASSWORD=" + inShell,
                        "PGHOST=h\nPGUSER=u\nPGPASSWORD=" + inDoubleQuotes)
                .map(text -> Arguments.of(text, PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("passwordsInEveryDialect")
    void keepsAPasswordFullOfPunctuation(String text, String password) {
        assertThat(ConnectionStrings.parse(text).settings().password().reveal()).isEqualTo(password);
    }

    /** As hosts' dashboards never write them, and people do. */
    @ParameterizedTest
    @ValueSource(
            strings = {"p@ss", "p:ss", "p/ss", "p?ss", "p#ss", "p%ss", "p'ss", "p\\ss", "p ss", "p+ss", "100%", "@:/?#"
            })
    void readsAPasswordThatNobodyEncoded(String password) {
        assertThat(ConnectionStrings.parse("postgresql://u:" + password + "@h:5433/d?sslmode=require")
                        .settings())
                .isEqualTo(new ConnectionSettings(
                        "h", 5433, "d", "u", Password.of(password), SslMode.REQUIRE, Optional.empty()));
    }

    @Test
    void readsAnAtSignBehindTheQuestionMark() {
        assertThat(ConnectionStrings.parse("jdbc:postgresql://h:5433/d?user=ada@corp&password=p@ss")
                        .settings())
                .isEqualTo(new ConnectionSettings(
                        "h", 5433, "d", "ada@corp", Password.of("p@ss"), SslMode.REQUIRE, Optional.empty()));
        assertThat(ConnectionStrings.parse("postgresql://ada:p@h/d?options=a@b")
                        .settings()
                        .host())
                .isEqualTo("h");
    }

    @Test
    void readsUserNamesOfManagedHosts() {
        ParsedConnection parsed = ConnectionStrings.parse(
                "postgresql://postgres.abc123%7Creplica:pscale_pw_x@eu-west-2.pg.psdb.cloud:6432/postgres"
                        + "?sslmode=verify-full&sslrootcert=system&sslnegotiation=direct");
        assertThat(parsed.settings().user()).isEqualTo("postgres.abc123|replica");
        assertThat(parsed.ignored()).isEqualTo(List.of("sslnegotiation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "LOCALHOST"})
    void asksForNoEncryptionOnThisComputer(String host) {
        assertThat(ConnectionStrings.parse("host=" + host + " user=u")
                        .settings()
                        .sslMode())
                .isEqualTo(SslMode.PREFER);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("mysql://root:secret@h/d", "This is an address of MySQL"),
                Arguments.of("jdbc:mysql://h/d?user=root&password=secret", "This is an address of MySQL"),
                Arguments.of("\"mongodb+srv://u:secret@cluster0.mongodb.net/d\"", "This is an address of MongoDB"),
                Arguments.of("jdbc:sqlserver://h:1433;user=u;password=secret", "This is an address of SQL Server"),
                Arguments.of("jdbc:oracle:thin:u/secret@h:1521/x", "This is an address of Oracle"),
                Arguments.of("DATABASE_URL=mysql://root:secret@h/d", "This is an address of MySQL"),
                Arguments.of("mysql -h h -u root -psecret d", "This is a command of MySQL"),
                Arguments.of("https://console.neon.tech/app/projects/secret", "This is a web address"),
                Arguments.of("redis://:secret@h:6379", "This is an address of Redis"),
                Arguments.of("postgresql://u:secret@a,b/d", "names several hosts"),
                Arguments.of("postgresql://u:secret@a:5432,b:5433/d", "names several hosts"),
                Arguments.of("host=a,b port=5432,5433 user=u password=secret", "names several hosts"),
                Arguments.of("jdbc:postgresql://a:5432,b:5432/d?user=u&password=secret", "names several hosts"),
                Arguments.of("postgresql://u:secret@h:0/d", "port"),
                Arguments.of("postgresql://u:secret@h:65536/d", "port"),
                Arguments.of("postgresql://u:secret@h:-1/d", "port"),
                Arguments.of("psql -h h -p secret -U u", "port"),
                Arguments.of("postgresql://u:secret@/d", "no host"),
                Arguments.of("postgresql://u:secret@:5432/d", "no host"),
                Arguments.of("jdbc:postgresql:secret", "no host"),
                Arguments.of("psql -U u -d secret", "no host"),
                Arguments.of("PGPASSWORD=secret", "no host"),
                Arguments.of("host=h password=secret", "no user"),
                Arguments.of("postgresql://u:secret@[::1/d", "host"),
                Arguments.of("postgresql://u:secret@h h/d", "host"),
                Arguments.of("postgresql://u:secret@{host}/d", "host"),
                Arguments.of("postgresql://u:secret@<host>/d", "host"),
                Arguments.of("postgresql://", "no host"),
                Arguments.of("postgresql://u:secret%00@h/d", "NUL"),
                Arguments.of("host=h user=u password='secret", "no connection string"),
                Arguments.of("host=h user=u sslmode=secret", "sslmode"),
                Arguments.of(
                        "postgresql://u@h/d?sslmode=disable&sslrootcert=postgresql://a:secret@x/y",
                        "The root certificate in the connection string"),
                Arguments.of("host=h user=u sslrootcert=postgresql:/a:secret@x/y", "The root certificate"),
                Arguments.of("PGHOST=h PGUSER=u PGSSLROOTCERT=postgresql://a:secret@x/y", "The root certificate"),
                Arguments.of("PGHOST=h PGUSER=postgresql://a:secret@x/y", "The user or the database"),
                Arguments.of("psql -h h -U postgresql://a:secret@x/y", "The user or the database"),
                Arguments.of("host=h user=u dbname='http://a:secret@x/y'", "The user or the database"),
                Arguments.of("psql", "no host"),
                Arguments.of("PGPASSWORD='secret psql -h h", "no "),
                Arguments.of("DATABASE_URL=", "no "),
                Arguments.of("=secret", "no connection string"),
                Arguments.of("\u0000secret", "no connection string"),
                Arguments.of("   \n ", "Paste a connection string"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongInOneSentenceWithoutTheSecret(String text, String part) {
        assertThatThrownBy(() -> ConnectionStrings.parse(text))
                .isInstanceOf(ConnectionStringException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("secret")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getMessage()).matches("[A-Z][^\\n]*[^.]\\."));
    }
}
