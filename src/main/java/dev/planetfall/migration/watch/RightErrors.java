package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;
import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;
import java.util.Set;

/** What a server does not let a role do, or does not let in. */
final class RightErrors {
    private static final Answer AGAIN =
            Answer.yes(Messages.text("watch.right-errors.the-refused-statement-changed-nothing"));
    private static final Answer NO_RISK = Answer.no(Messages.text("watch.right-errors.no-row-was-read-or"));

    static final List<KnownError> ALL = List.of(
            worded(
                    "cannot SET ROLE to",
                    new ErrorMeaning(
                            "cannot-set-role",
                            Messages.text("watch.right-errors.a-table-on-planetscale-belongs"),
                            Messages.text("watch.right-errors.on-planetscale-give-the-table"),
                            Answer.yes(Messages.text("watch.right-errors.postgresql-tries-again-by-itself")),
                            Answer.no(Messages.text("watch.right-errors.the-source-keeps-every-change")))),
            worded(
                    "row-level security",
                    new ErrorMeaning(
                            "row-security",
                            Messages.text("watch.right-errors.row-level-security-stands-between"),
                            Messages.text("watch.right-errors.let-the-role-pass-it"),
                            AGAIN,
                            Answer.yes(Messages.text("watch.right-errors.a-role-without-bypassrls-may")))),
            worded(
                    "permission denied to (start WAL sender|use replication slots)|must be superuser or replication role",
                    new ErrorMeaning(
                            "no-replication-right",
                            Messages.text("watch.right-errors.the-role-on-the-source"),
                            Messages.text("watch.right-errors.grant-it-there-alter-role"),
                            AGAIN,
                            NO_RISK)),
            worded(
                    "is not permitted to log in|role \"[^\"]*\" does not exist",
                    new ErrorMeaning(
                            "authentication",
                            Messages.text("watch.right-errors.the-server-does-not-know"),
                            Messages.text("watch.right-errors.check-the-user-name-or"),
                            AGAIN,
                            NO_RISK)),
            worded(
                    "does not support SSL|SSL was required|certificate verify failed|SSL error|no encryption|SSL off|PKIX path|SSL connection is required|is not signed by an authority|does not offer TLS",
                    new ErrorMeaning(
                            "ssl",
                            Messages.text("watch.right-errors.the-two-sides-do-not"),
                            Messages.text("watch.right-errors.choose-another-sslmode-require-where"),
                            AGAIN,
                            NO_RISK)),
            worded(
                    "no pg_hba\\.conf entry|pg_hba\\.conf rejects|does not admit role",
                    new ErrorMeaning(
                            "not-admitted",
                            Messages.text("watch.right-errors.the-server-does-not-admit"),
                            Messages.text("watch.right-errors.let-the-provider-admit-the"),
                            AGAIN,
                            NO_RISK)),
            coded(
                    Set.of("28P01", "28000"),
                    "password authentication failed|no password supplied|password is required|password-based authentication|refused the password",
                    new ErrorMeaning(
                            "authentication",
                            Messages.text("watch.right-errors.the-server-refused-the-password"),
                            Messages.text("watch.right-errors.type-the-connection-again-the"),
                            AGAIN,
                            NO_RISK)),
            coded(
                    Set.of("25006"),
                    "read-only transaction|database system is in recovery|in read-only mode|while the server is in recovery|during recovery",
                    new ErrorMeaning(
                            "read-only",
                            Messages.text("watch.right-errors.the-server-accepts-no-writes"),
                            Messages.text("watch.right-errors.connect-to-the-primary-give"),
                            AGAIN,
                            Answer.no(Messages.text("watch.right-errors.nothing-was-written")))),
            coded(
                    Set.of("42501"),
                    "permission denied for|permission denied to|must be (owner|superuser|able to SET ROLE)|permission denied",
                    new ErrorMeaning(
                            "permission",
                            Messages.text("watch.right-errors.the-role-lacks-a-right"),
                            Messages.text("watch.right-errors.grant-it-such-as-grant"),
                            AGAIN,
                            NO_RISK)));

    private RightErrors() {}
}
