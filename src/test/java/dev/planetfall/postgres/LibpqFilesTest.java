package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver takes the places of the files from these properties before it looks at the home folder. */
class LibpqFilesTest {
    private static final String PASSWORDS = "org.postgresql.pgpassfile";
    private static final String SERVICES = "org.postgresql.pgservicefile";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Path passwords = Files.writeString(folder.resolve("pgpass"), """
                # comment
                db.example.com:5432:shop:ada:with\\:colon
                db.example.com:*:*:grace:anywhere
                """);
        Path services = Files.writeString(folder.resolve("services"), """
                [shop]
                host=db.example.com
                port=6000
                dbname=shop
                user=ada
                sslmode=verify-full
                """);
        System.setProperty(PASSWORDS, passwords.toString());
        System.setProperty(SERVICES, services.toString());
    }

    @AfterEach
    void forgetFiles() {
        System.clearProperty(PASSWORDS);
        System.clearProperty(SERVICES);
    }

    @Test
    void findsThePasswordOfTheServerTheDatabaseAndTheUser() {
        assertThat(List.of(
                        password("postgresql://ada@db.example.com/shop"),
                        password("postgresql://ada@db.example.com/other"),
                        password("postgresql://grace@db.example.com:6000/other"),
                        password("postgresql://ada@elsewhere.example.com/shop")))
                .containsExactly("with:colon", "", "anywhere", "");
    }

    @Test
    void readsAServiceAndLetsWhatIsSaidBesideItWin() {
        ConnectionSettings settings =
                ConnectionStrings.parse("service=shop port=5432").settings();

        assertThat(settings)
                .isEqualTo(ConnectionStrings.parse("postgresql://ada@db.example.com:5432/shop?sslmode=verify-full")
                        .settings());
        assertThat(ConnectionStrings.parse("postgresql://?service=shop")
                        .settings()
                        .port())
                .isEqualTo(6000);
    }

    @Test
    void saysThatNoSuchServiceIsKnown() {
        assertThatThrownBy(() -> ConnectionStrings.parse("service=none"))
                .isInstanceOf(ConnectionStringException.class)
                .hasMessage("The service file of this computer knows no service by that name.");
    }

    private static String password(String uri) {
        return LibpqFiles.password(ConnectionStrings.parse(uri).settings())
                .map(Password::reveal)
                .orElse("");
    }
}
