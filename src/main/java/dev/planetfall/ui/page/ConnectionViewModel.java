package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStringException;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.LibpqFiles;
import dev.planetfall.postgres.ParsedConnection;
import dev.planetfall.postgres.Password;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * One server's connection while it is typed: a pasted text and single fields that follow each other, and whether exactly
 * what they say now was tested. Any change makes the test void, also one that is still under way.
 */
final class ConnectionViewModel {
    private static final String PASSWORD_WANTED = Messages.text("page.connection.type-the-password-again-passwords");

    private static final String PASSWORD_FOUND = Messages.text("page.connection.the-password-is-that-of");

    private static final String PASSWORD_REMEMBERED = Messages.text("page.connection.the-password-was-remembered");

    private final ConnectionFields fields = new ConnectionFields();
    private final StringProperty paste = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper ignored = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper pooled = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper passed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper refused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Provider>> provider = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> direct =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ConnectionTest>> result =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ConnectionSettings> underTest = Optional.empty();
    private Optional<String> unreadable = Optional.empty();
    private boolean filling;

    ConnectionViewModel() {
        paste.addListener((text, old, pasted) -> read(pasted));
        fields.onChange(this::fieldChanged);
    }

    ConnectionFields fields() {
        return fields;
    }

    /** Any dialect. Once it was read it shows the address without its password. */
    StringProperty pasteProperty() {
        return paste;
    }

    /** One sentence, empty while nothing is wrong. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** What of the pasted text has no meaning here. */
    ReadOnlyStringProperty ignoredProperty() {
        return ignored.getReadOnlyProperty();
    }

    /** What was changed on the person's behalf, or is still needed from them. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty testingProperty() {
        return testing.getReadOnlyProperty();
    }

    /** Whether what the fields say now was tested without a problem. */
    ReadOnlyBooleanProperty passedProperty() {
        return passed.getReadOnlyProperty();
    }

    /** Whether no session could be opened with what the fields say now. */
    ReadOnlyBooleanProperty refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /** Known by the address alone before a test, and by what the server shows after it. */
    ReadOnlyObjectProperty<Optional<Provider>> providerProperty() {
        return provider.getReadOnlyProperty();
    }

    /** That the address leads through a pooler; empty when it does not. */
    ReadOnlyStringProperty pooledProperty() {
        return pooled.getReadOnlyProperty();
    }

    /** The address to use instead, when this one leads through a pooler and tells the way around it. */
    ReadOnlyObjectProperty<Optional<ConnectionSettings>> directProperty() {
        return direct.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ConnectionTest>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Begins anew with what is known; the password may be missing. */
    void fill(Optional<ConnectionSettings> known) {
        take(known);
        tidyPaste();
        boolean passwordMissing =
                known.map(settings -> settings.password().isEmpty()).orElse(false);
        if (passwordMissing && !findPassword()) {
            note.set(PASSWORD_WANTED);
        }
    }

    /** Where the password file of this computer knows the server, nobody has to type what it says. */
    private boolean findPassword() {
        Optional<ConnectionSettings> found = fields.settings()
                .filter(settings -> settings.password().isEmpty())
                .flatMap(settings -> LibpqFiles.password(settings).map(settings::withPassword));
        found.ifPresent(settings -> {
            take(Optional.of(settings));
            note.set(PASSWORD_FOUND);
        });
        return found.isPresent();
    }

    /** Takes the password that was remembered, unless the person has typed something meanwhile. */
    void remembered(Optional<ConnectionSettings> asked, Password password) {
        Optional<ConnectionSettings> waiting = fields.settings()
                .filter(settings -> settings.password().isEmpty() && asked.equals(Optional.of(settings)));
        waiting.ifPresent(settings -> {
            take(Optional.of(settings.withPassword(password)));
            note.set(PASSWORD_REMEMBERED);
        });
    }

    /** Replaces the pasted text, once it was understood, by the address without its password. */
    void tidyPaste() {
        if (unreadable.isEmpty()) {
            filling = true;
            paste.set(fields.settings().map(ConnectionStrings::uri).orElse(""));
            filling = false;
        }
    }

    /** Leads around the pooler and says what that changed. */
    void useDirect() {
        direct.get().ifPresent(address -> {
            String before = fields.host().get() + ":" + fields.port().get();
            String user = fields.user().get();
            take(Optional.of(address));
            tidyPaste();
            note.set(
                    address.user().equals(user)
                            ? Messages.text(
                                    "page.connection.changed-from-to-replication-cannot",
                                    before,
                                    address.host(),
                                    address.port())
                            : Messages.text(
                                    "page.connection.changed-from-to-and-the",
                                    before,
                                    address.host(),
                                    address.port(),
                                    user,
                                    address.user()));
        });
    }

    /** What to test now; empty when something is missing, which {@link #errorProperty} then tells. */
    Optional<ConnectionSettings> beginTest() {
        tidyPaste();
        findPassword();
        underTest = unreadable.isPresent() ? Optional.empty() : fields.settings();
        if (underTest.isEmpty()) {
            error.set(unreadable.orElseGet(fields::missing));
            return Optional.empty();
        }
        if (underTest.filter(ConnectionSettings::lacksRootCert).isPresent()) {
            underTest = Optional.empty();
            error.set(Messages.text("page.connection.the-root-certificate-is-no"));
            return Optional.empty();
        }
        error.set("");
        result.set(Optional.empty());
        passed.set(false);
        refused.set(false);
        testing.set(true);
        return underTest;
    }

    /** The server answered. Answers whether this settles what the fields say now. */
    boolean answered(ConnectionSettings tested, ConnectionTest answer) {
        if (!isAwaited(tested)) {
            return false;
        }
        testing.set(false);
        result.set(Optional.of(answer));
        provider.set(Optional.of(answer.provider()));
        error.set(String.join(" ", answer.problems()));
        passed.set(answer.passed());
        if (passed.get() && note.get().equals(PASSWORD_WANTED)) {
            note.set("");
        }
        return passed.get();
    }

    /** No session could be opened, or the server cannot be used; one sentence says why. */
    void refused(ConnectionSettings tested, String sentence) {
        if (isAwaited(tested)) {
            testing.set(false);
            passed.set(false);
            refused.set(true);
            error.set(sentence);
        }
    }

    private boolean isAwaited(ConnectionSettings tested) {
        return underTest.equals(Optional.of(tested));
    }

    private void read(String text) {
        if (filling) {
            return;
        }
        unreadable = Optional.empty();
        ignored.set("");
        if (text.isBlank()) {
            reset();
            return;
        }
        try {
            ParsedConnection parsed = ConnectionStrings.parse(text);
            take(Optional.of(fields.completing(parsed.settings())));
            findPassword();
            ignored.set(ignoredSentence(parsed.ignored()));
        } catch (ConnectionStringException e) {
            reset();
            unreadable = Optional.of(e.getMessage());
            error.set(e.getMessage());
        }
    }

    private void fieldChanged() {
        if (filling) {
            return;
        }
        unreadable = Optional.empty();
        ignored.set("");
        reset();
        tidyPaste();
    }

    private void take(Optional<ConnectionSettings> settings) {
        filling = true;
        fields.fill(settings);
        filling = false;
        unreadable = Optional.empty();
        ignored.set("");
        note.set("");
        reset();
    }

    private void reset() {
        underTest = Optional.empty();
        testing.set(false);
        passed.set(false);
        refused.set(false);
        error.set("");
        result.set(Optional.empty());
        Optional<ConnectionSettings> settings = fields.settings();
        provider.set(settings.map(Providers::of));
        Optional<ConnectionSettings> behindPooler =
                settings.filter(said -> Providers.of(said).isPooled(said));
        direct.set(behindPooler.flatMap(said -> Providers.of(said).direct(said)));
        pooled.set(behindPooler.map(said -> pooledSentence(direct.get())).orElse(""));
    }

    private static String pooledSentence(Optional<ConnectionSettings> way) {
        return Messages.text(
                "page.connection.this-address-leads-through-a",
                way.map(settings ->
                                Messages.text("page.connection.the-direct-one-is", settings.host(), settings.port()))
                        .orElse(Messages.text("page.connection.take-the-direct-address-from")));
    }

    private static String ignoredSentence(List<String> names) {
        return names.isEmpty()
                ? ""
                : Messages.text("page.connection.left-out-because-it-has", String.join(", ", names));
    }
}
