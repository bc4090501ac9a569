package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Database systems that speak PostgreSQL's protocol and have other insides: no publications, no catalogs to read a schema
 * from. They are refused by name, before a function that they lack fails with words that explain nothing.
 */
public enum Lookalike {
    REDSHIFT(
            Messages.text("postgres.lookalike.amazon-redshift"),
            ".*\\bredshift\\b.*",
            ".*\\.redshift(?:-serverless)?\\.amazonaws\\.com(?:\\.cn)?"),
    COCKROACHDB("CockroachDB", ".*\\bcockroachdb\\b.*", ".*\\.cockroachlabs\\.cloud"),
    YUGABYTEDB("YugabyteDB", ".*-yb-.*|.*\\byugabyte.*", ".*\\.yugabyte\\.cloud"),
    /** Says {@code PostgreSQL 16} and no more, so only its address tells. */
    AURORA_DSQL(
            Messages.text("postgres.lookalike.amazon-aurora-dsql"),
            ".*\\baurora dsql\\b.*",
            ".*\\.dsql(?:-[a-z]+)?\\.[a-z0-9-]+\\.on\\.aws"),
    GREENPLUM(Messages.text("postgres.lookalike.greenplum"), ".*\\bgreenplum\\b.*", "");

    private final String title;
    private final Pattern version;
    private final Pattern host;

    Lookalike(String title, String version, String host) {
        this.title = title;
        this.version = Pattern.compile(version, Pattern.DOTALL);
        this.host = Pattern.compile(host);
    }

    /** Known by the address, before any login. */
    public static Optional<Lookalike> of(ConnectionSettings settings) {
        String lower = settings.host().toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return Arrays.stream(values())
                .filter(each -> !name.isEmpty() && each.host.matcher(name).matches())
                .findFirst();
    }

    /** Known by what {@code version()} says. */
    public static Optional<Lookalike> ofVersion(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.version.matcher(lower).matches())
                .findFirst();
    }

    /** As its maker writes it. */
    public String title() {
        return title;
    }

    /** One sentence that says why not, and what to do. */
    public String explain() {
        return Messages.text("postgres.lookalike.this-is-another-database-system", title);
    }
}
