package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.provider.Providers;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionViewModelTest {
    private static final String URI = "postgresql://ada:s%40fe@db.example.com:5433/store?sslmode=verify-full";

    @TempDir
    Path folder;

    private final ConnectionViewModel model = new ConnectionViewModel();

    @Test
    void fillsTheFieldsFromAPastedText() {
        model.pasteProperty().set(URI + "&pgbouncer=true");

        assertThat(model.fields().settings()).contains(pasted());
        assertThat(model.ignoredProperty().get()).isEqualTo("Left out, because it has no meaning here: pgbouncer.");
        assertThat(model.errorProperty().get()).isEmpty();
    }

    @Test
    void showsNoPasswordOnceTheTextWasRead() {
        model.pasteProperty().set(URI);

        model.tidyPaste();

        assertThat(model.pasteProperty().get())
                .isEqualTo("postgresql://ada@db.example.com:5433/store?sslmode=verify-full");
        assertThat(model.fields().password().get()).isEqualTo("s@fe");
    }

    @Test
    void followsTheFieldsInThePastedText() {
        model.pasteProperty().set(URI);

        model.fields().port().set("5434");

        assertThat(model.pasteProperty().get())
                .isEqualTo("postgresql://ada@db.example.com:5434/store?sslmode=verify-full");
    }

    @Test
    void keepsThePasswordForTheSameLoginOnly() {
        model.pasteProperty().set(URI);
        model.pasteProperty().set("postgresql://ada@db.example.com/archive");
        assertThat(model.fields().password().get()).isEqualTo("s@fe");

        model.pasteProperty().set("postgresql://ada@other.example.com/archive");
        assertThat(model.fields().password().get()).isEmpty();
    }

    @Test
    void tellsInOneSentenceWhatIsNoConnection() {
        model.pasteProperty().set("mysql://ada@db.example.com/store");

        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get()).startsWith("This is an address of MySQL");
    }

    @Test
    void tellsWhichFieldIsMissing() {
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get()).isEqualTo("Type the host, or paste a connection string.");

        model.pasteProperty().set(URI);
        model.fields().host().set("postgresql://bob:hunter3secret@db.example.com:5433/shop");
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get())
                .isEqualTo("This host is no name or address of a server."
                        + " A whole connection string belongs into the field above.");

        model.pasteProperty().set(URI);
        model.fields().port().set("70000");
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get()).isEqualTo("The port is a number from 1 to 65535.");
    }

    @Test
    void takesNoConnectionStringForAPartOfOne() {
        String other = "postgresql://bob:hunter3secret@db.example.com:5433/shop";

        model.pasteProperty().set(URI);
        model.fields().rootCertificate().set(other);
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get())
                .isEqualTo("The root certificate is the path of a file."
                        + " A whole connection string belongs into the field above.");
        assertThat(model.pasteProperty().get()).doesNotContain("hunter3secret");

        model.pasteProperty().set(URI);
        model.fields().database().set(other);
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get())
                .isEqualTo("This database is no name of one. A whole connection string belongs into the field above.");

        model.pasteProperty().set(URI);
        model.fields().user().set(other);
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get())
                .isEqualTo("This user is no name of one. A whole connection string belongs into the field above.");
    }

    @Test
    void testsWithNoRootCertificateThatIsNotThere() throws IOException {
        model.pasteProperty().set(URI.replace("verify-full", "disable"));
        model.fields().rootCertificate().set("/nowhere/ca.pem");
        assertThat(model.beginTest()).isEmpty();
        assertThat(model.errorProperty().get())
                .isEqualTo("The root certificate is no file on this computer that can be read.");
        assertThat(model.fields().settings()).isPresent();

        model.fields()
                .rootCertificate()
                .set(Files.createFile(folder.resolve("ca.pem")).toString());
        assertThat(model.beginTest()).isPresent();
    }

    @Test
    void passesOnlyWhatWasTestedExactly() {
        model.pasteProperty().set(URI);
        ConnectionSettings tested = model.beginTest().orElseThrow();
        assertThat(model.testingProperty().get()).isTrue();

        assertThat(model.answered(tested, answer(tested, List.of()))).isTrue();
        assertThat(model.passedProperty().get()).isTrue();

        model.fields().user().set("bob");
        assertThat(model.passedProperty().get()).isFalse();
        assertThat(model.resultProperty().get()).isEmpty();
    }

    @Test
    void takesNoAnswerForWhatWasChangedMeanwhile() {
        model.pasteProperty().set(URI);
        ConnectionSettings tested = model.beginTest().orElseThrow();
        model.fields().database().set("archive");

        assertThat(model.answered(tested, answer(tested, List.of()))).isFalse();
        model.refused(tested, "No server is known by this name.");

        assertThat(model.passedProperty().get()).isFalse();
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(model.testingProperty().get()).isFalse();
    }

    @Test
    void doesNotPassWithAProblem() {
        model.pasteProperty().set(URI);
        ConnectionSettings tested = model.beginTest().orElseThrow();

        assertThat(model.answered(tested, answer(tested, List.of("This is a read replica."))))
                .isFalse();

        assertThat(model.errorProperty().get()).isEqualTo("This is a read replica.");
    }

    @Test
    void leadsAroundThePoolerAndSaysSo() {
        model.pasteProperty().set("postgresql://postgres.b4n1:pw@x7.us-east-1.pg.psdb.cloud:6432/postgres");
        assertThat(model.directProperty().get().map(ConnectionSettings::port)).contains(5432);

        model.useDirect();

        assertThat(model.fields().port().get()).isEqualTo("5432");
        assertThat(model.fields().password().get()).isEqualTo("pw");
        assertThat(model.directProperty().get()).isEmpty();
        assertThat(model.noteProperty().get())
                .startsWith("Changed from x7.us-east-1.pg.psdb.cloud:6432 to x7.us-east-1.pg.psdb.cloud:5432");
    }

    @Test
    void asksForThePasswordOfAKnownConnection() {
        model.fill(Optional.of(pasted().withoutPassword()));

        assertThat(model.noteProperty().get()).isEqualTo("Type the password again: it is written to no file.");
        assertThat(model.fields().settings()).contains(pasted().withoutPassword());
    }

    @Test
    void keepsTheRootCertificateOfTheFields() {
        model.pasteProperty().set(URI);
        model.fields().rootCertificate().set("ca.pem");

        assertThat(model.fields().settings().flatMap(ConnectionSettings::sslRootCert))
                .contains(Path.of("ca.pem"));
    }

    private static ConnectionSettings pasted() {
        return new ConnectionSettings(
                "db.example.com", 5433, "store", "ada", Password.of("s@fe"), SslMode.VERIFY_FULL, Optional.empty());
    }

    private static ConnectionTest answer(ConnectionSettings settings, List<String> problems) {
        RoleFacts role = new RoleFacts(new Identifier("ada"), false, true, false, false, true);
        ServerFacts facts =
                new ServerFacts(new ServerVersion(150019), "7", settings.database(), "UTF8", false, 1 << 20, role);
        return new ConnectionTest(
                facts, Providers.of(settings), problems, List.of(), Optional.of("logical"), Optional.empty());
    }
}
