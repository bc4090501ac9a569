package dev.planetfall.migration.watch;

import static dev.planetfall.migration.watch.KnownError.coded;
import static dev.planetfall.migration.watch.KnownError.worded;

import dev.planetfall.migration.ErrorMeaning;
import dev.planetfall.migration.ErrorMeaning.Answer;
import java.util.List;
import java.util.Set;

/** What a server does not let a role do, or does not let in. */
final class RightErrors {
    private static final Answer AGAIN = Answer.yes("The refused statement changed nothing.");
    private static final Answer NO_RISK = Answer.no("No row was read or written.");

    static final List<KnownError> ALL = List.of(
            worded(
                    "cannot SET ROLE to",
                    new ErrorMeaning(
                            "cannot-set-role",
                            "A table on PlanetScale belongs to a role that the subscription's owner may not act as, and PostgreSQL"
                                    + " writes to each table as its owner.",
                            "On PlanetScale, give the table to the role of this migration (ALTER TABLE ... OWNER TO), or grant it the"
                                    + " owner's role (GRANT owner TO role WITH SET TRUE).",
                            Answer.yes("PostgreSQL tries again by itself every few seconds."),
                            Answer.no(
                                    "The source keeps every change until PlanetScale has it, which takes disk there meanwhile."))),
            worded(
                    "row-level security",
                    new ErrorMeaning(
                            "row-security",
                            "Row-level security stands between the role and the rows: reading, it would hide some; on PlanetScale,"
                                    + " replication refuses such a table.",
                            "Let the role pass it (ALTER ROLE ... BYPASSRLS), own the table, or switch it off for the time of the"
                                    + " migration (ALTER TABLE ... DISABLE ROW LEVEL SECURITY).",
                            AGAIN,
                            Answer.yes(
                                    "A role without BYPASSRLS may copy only the rows that it is shown. This error prevented that."))),
            worded(
                    "permission denied to (start WAL sender|use replication slots)|must be superuser or replication role",
                    new ErrorMeaning(
                            "no-replication-right",
                            "The role on the source has no right to replicate.",
                            "Grant it there: ALTER ROLE ... REPLICATION, or what your provider has instead. Membership in a role that"
                                    + " has it is not enough.",
                            AGAIN,
                            NO_RISK)),
            worded(
                    "is not permitted to log in|role \"[^\"]*\" does not exist",
                    new ErrorMeaning(
                            "authentication",
                            "The server does not know the role, or does not let it log in.",
                            "Check the user name, or let it in: ALTER ROLE ... LOGIN.",
                            AGAIN,
                            NO_RISK)),
            worded(
                    "does not support SSL|SSL was required|certificate verify failed|SSL error|no encryption|SSL off|PKIX path|SSL connection is required|is not signed by an authority|does not offer TLS",
                    new ErrorMeaning(
                            "ssl",
                            "The two sides do not agree on encryption: one demands what the other does not offer, or does not trust"
                                    + " its certificate.",
                            "Choose another sslmode: require where the server offers TLS, verify-full with the provider's root"
                                    + " certificate; let the server offer TLS where it does not.",
                            AGAIN,
                            NO_RISK)),
            worded(
                    "no pg_hba\\.conf entry|pg_hba\\.conf rejects|does not admit role",
                    new ErrorMeaning(
                            "not-admitted",
                            "The server does not admit this role from this address.",
                            "Let the provider admit the address: PlanetScale's own for a subscription, this computer's otherwise.",
                            AGAIN,
                            NO_RISK)),
            coded(
                    Set.of("28P01", "28000"),
                    "password authentication failed|no password supplied|password is required|password-based authentication|refused the password",
                    new ErrorMeaning(
                            "authentication",
                            "The server refused the password or the role; the password may have been changed meanwhile.",
                            "Type the connection again: the subscriptions of the migration are given the new password then. One that this"
                                    + " program did not have open meanwhile needs ALTER SUBSCRIPTION ... CONNECTION with it.",
                            AGAIN,
                            NO_RISK)),
            coded(
                    Set.of("25006"),
                    "read-only transaction|database system is in recovery|in read-only mode|while the server is in recovery|during recovery",
                    new ErrorMeaning(
                            "read-only",
                            "The server accepts no writes: it is a standby, its provider made it read-only because its disk is nearly"
                                    + " full, or writes were stopped for a cutover.",
                            "Connect to the primary; give a full disk room; or let writers on again if a cutover was broken off.",
                            AGAIN,
                            Answer.no("Nothing was written."))),
            coded(
                    Set.of("42501"),
                    "permission denied for|permission denied to|must be (owner|superuser|able to SET ROLE)|permission denied",
                    new ErrorMeaning(
                            "permission",
                            "The role lacks a right that the message names.",
                            "Grant it, such as GRANT USAGE ON SCHEMA ... and GRANT SELECT ON ALL TABLES IN SCHEMA ..., or connect as"
                                    + " the owner.",
                            AGAIN,
                            NO_RISK)));

    private RightErrors() {}
}
