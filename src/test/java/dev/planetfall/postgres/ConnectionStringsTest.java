package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringsTest {
    private static final ConnectionSettings STORE = new ConnectionSettings(
            "db.example.com", 5433, "store", "ada", Password.of("s3cret"), SslMode.REQUIRE, Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:s3cret@db.example.com:5433/store",
                "postgres://ada:s3cret@db.example.com:5433/store?sslmode=require",
                "  postgresql://ada:s3cret@db.example.com:5433/store\n",
                "jdbc:postgresql://db.example.com:5433/store?user=ada&password=s3cret",
                "jdbc:postgresql://db.example.com:5433/store?user=ada&password=s3cret&sslmode=require",
                "host=db.example.com port=5433 dbname=store user=ada password=s3cret",
                "host = 'db.example.com' port = 5433 database=store username=ada password='s3cret'",
                "psql -h db.example.com -p 5433 -U ada -d 'user=ada password=s3cret dbname=store'",
                "psql postgresql://ada:s3cret@db.example.com:5433/store",
                "psql \"postgresql://ada:s3cret@db.example.com:5433/store\" -c 'select 1'",
                "$ psql 'host=db.example.com port=5433 dbname=store user=ada password=s3cret'",
                "PGPASSWORD=s3cret psql -h db.example.com -p 5433 -U ada store",
                "PGPASSWORD='s3cret' psql --host=db.example.com --port 5433 --username=ada --dbname=store",
                "PGPASSWORD=s3cret psql -hdb.example.com -p5433 -Uada -dstore",
                "PGHOST=db.example.com\nPGPORT=5433\nPGDATABASE=store\nPGUSER=ada\nPGPASSWORD=s3cret",
                "export PGHOST='db.example.com'\nexport PGPORT=\"5433\"\nexport PGDATABASE=store\nexport PGUSER=ada\n"
                        + "export PGPASSWORD=s3cret",
                "DATABASE_URL=postgresql://ada:s3cret@db.example.com:5433/store",
                "# of the shop\nAPP_ENV=live\nDATABASE_URL=\"postgres://ada:s3cret@db.example.com:5433/store\"\n",
                "$env:DATABASE_URL = \"postgres://ada:s3cret@db.example.com:5433/store\"",
                "DATABASE_URL: postgres://ada:s3cret@db.example.com:5433/store"
            })
    void readsTheSameConnectionInEveryDialect(String text) {
        assertThat(ConnectionStrings.parse(text)).isEqualTo(new ParsedConnection(STORE, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "postgresql://u:p%40ss%3Aw%2Fo%3Frd%23%25@h/d | p@ss:w/o?rd#%",
                "postgresql://u:p@ss@h/d | p@ss",
                "postgresql://u:a/b?c#d@h/d | a/b?c#d",
                "postgresql://u:100%@h/d | 100%",
                "postgresql://u:a+b@h/d | a+b",
                "host=h user=u password='it\\'s \\\\ here' | it's \\ here",
                "PGPASSWORD='a b$c' psql -h h -U u | a b$c",
                "PGPASSWORD=a\\ b psql -h h -U u | a b",
            })
    void keepsEveryCharacterOfThePassword(String text, String password) {
        assertThat(ConnectionStrings.parse(text).settings().password().reveal()).isEqualTo(password);
    }

    @Test
    void assumesWhatNobodySays() {
        assertThat(ConnectionStrings.parse("postgresql://ada@localhost").settings())
                .isEqualTo(new ConnectionSettings(
                        "localhost", 5432, "ada", "ada", Password.NONE, SslMode.PREFER, Optional.empty()));
    }

    @Test
    void readsAddressesOfVersionSix() {
        assertThat(ConnectionStrings.parse("postgresql://ada@[2001:db8::7]:6000/d")
                        .settings()
                        .host())
                .isEqualTo("2001:db8::7");
        assertThat(ConnectionStrings.parse("postgresql://ada@[2001:db8::7]/d")
                        .settings()
                        .port())
                .isEqualTo(5432);
    }

    @Test
    void namesTheParametersItIgnores() {
        ParsedConnection parsed =
                ConnectionStrings.parse("postgresql://ada@h/d?sslmode=verify-full&sslrootcert=system&pgbouncer=true");
        assertThat(parsed.ignored()).containsExactly("pgbouncer");
        assertThat(parsed.settings().sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(parsed.settings().sslRootCert()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d?user=ada&ssl=true, VERIFY_FULL",
        "jdbc:postgresql://h/d?user=ada&ssl=true&sslmode=require, REQUIRE",
    })
    void verifiesTheServerWhereTheJdbcDriverWould(String text, SslMode mode) {
        ParsedConnection parsed = ConnectionStrings.parse(text);
        assertThat(parsed.ignored()).isEmpty();
        assertThat(parsed.settings().sslMode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada@h/d?sslmode=require&channel_binding=require",
                "jdbc:postgresql://h/d?user=ada&sslmode=require&channelBinding=require",
                "host=h user=ada dbname=d sslmode=require channel_binding=require",
                "PGHOST=h PGUSER=ada PGDATABASE=d PGSSLMODE=require PGCHANNELBINDING=require"
            })
    void demandsChannelBindingWhereTheConnectionStringDoes(String text) {
        ParsedConnection parsed = ConnectionStrings.parse(text);
        assertThat(parsed.ignored()).isEmpty();
        assertThat(ConnectionStrings.uri(parsed.settings()))
                .isEqualTo("postgresql://ada@h:5432/d?sslmode=require&channel_binding=require");
        assertThat(Conninfo.forSubscription(parsed.settings(), "x")).contains(" channel_binding='require' ");
    }

    @Test
    void leavesChannelBindingToBothSidesWhereNobodyDemandsIt() {
        ParsedConnection parsed = ConnectionStrings.parse("postgresql://ada@h/d?channel_binding=prefer");
        assertThat(parsed.ignored()).isEmpty();
        assertThat(parsed.settings().requiresChannelBinding()).isFalse();
        assertThat(Conninfo.forSubscription(parsed.settings(), "x")).doesNotContain("channel_binding");
    }

    @Test
    void readsTheRootCertificate() {
        assertThat(ConnectionStrings.parse("host=h user=u sslmode=verify-ca sslrootcert=/etc/ca.pem")
                        .settings()
                        .sslRootCert())
                .contains(Path.of("/etc/ca.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u:secret@h/d | This is an address of MySQL; a PostgreSQL connection string begins with postgresql:// or"
                        + " names host, user and dbname.",
                "https://example.com | This is a web address; a PostgreSQL connection string begins with postgresql:// or"
                        + " names host, user and dbname.",
                "postgresql:///d?user=u | The connection string names no host.",
                "postgresql://h/d | The connection string names no user.",
                "postgresql://u:secret@h:99999/d | The port is not a number from 1 to 65535.",
                "postgresql://u:secret@h:abc/d | The port is not a number from 1 to 65535.",
                "postgresql://u:secret@a:1,b:2/d | The connection string names several hosts; name the primary alone.",
                "host=a,b user=u | The connection string names several hosts; name the primary alone.",
                "host=/tmp user=u | The connection string names a socket on this computer; name a host.",
                "host=h user=u sslmode=maybe | The sslmode is none that PostgreSQL knows: use disable, prefer, require,"
                        + " verify-ca or verify-full.",
                "secret words of any kind | This is no connection string that Planetfall knows: paste a postgresql:// address,"
                        + " host=... keywords, a psql command, a JDBC URL or environment variables.",
            })
    void saysInOneSentenceWhatIsWrong(String text, String sentence) {
        assertThatThrownBy(() -> ConnectionStrings.parse(text))
                .isInstanceOf(ConnectionStringException.class)
                .hasMessage(sentence)
                .hasMessageNotContaining("secret");
    }

    @Test
    void writesWhatItReads() {
        ConnectionSettings hard = new ConnectionSettings(
                "::1", 5432, "my db/ü", "a@b", Password.of("p w:/?#%'\\"), SslMode.VERIFY_FULL, Optional.empty());
        assertThat(ConnectionStrings.parse(ConnectionStrings.uriWithPassword(hard))
                        .settings())
                .isEqualTo(hard);
        assertThat(ConnectionStrings.uri(hard))
                .isEqualTo("postgresql://a%40b@[::1]:5432/my%20db%2F%C3%BC?sslmode=verify-full");
    }
}
