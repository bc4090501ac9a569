package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that need no server: they judge what the addresses say and what is known of their hosts. */
class AddressChecksTest {
    private static final String PLANETSCALE = "u@eu-west-1.pg.psdb.cloud/d?sslmode=verify-full";

    /** Numbers stand for themselves; nobody else is known. */
    private static final Resolver RESOLVER = host -> {
        List<String> known = Map.of(
                        "db.abc.supabase.co", List.of("2a05:d018:135e:1614::1"),
                        "db.example.com", List.of("2a05:d018:135e:1614::1", "198.51.100.7"),
                        "db.internal", List.of("10.1.2.3"))
                .getOrDefault(host, List.of());
        if (known.isEmpty() && !host.matches("[0-9a-f:.]+")) {
            throw new UnknownHostException(host);
        }
        return List.of(
                known.isEmpty()
                        ? new InetAddress[] {InetAddress.getByName(host)}
                        : known.stream().map(AddressChecksTest::number).toArray(InetAddress[]::new));
    };

    @Test
    void warnsOfASourceThatHasAnIpv6AddressOnly() {
        assertThat(Asked.findings(new AddressFamilyCheck(RESOLVER), from("postgres@db.abc.supabase.co/postgres")))
                .containsExactly(Finding.warning(
                                "address-family",
                                "The source, db.abc.supabase.co, has an IPv6 address only, which PlanetScale may not reach.",
                                "Turn on the IPv4 add-on of the project in the Supabase dashboard under Project Settings, Add"
                                        + " Ons; the project may restart.")
                        .withDetails(List.of("2a05:d018:135e:1614:0:0:0:1")));
        assertThat(Asked.findings(new AddressFamilyCheck(RESOLVER), from("u@[2a05:d018::7]/d")))
                .containsExactly(Finding.warning(
                                "address-family",
                                "The source, 2a05:d018::7, has an IPv6 address only, which PlanetScale may not reach.",
                                "Give the source an IPv4 address as well, and use it or a name that leads to it.")
                        .withDetails(List.of("2a05:d018:0:0:0:0:0:7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u@db.example.com/d", "u@198.51.100.7/d"})
    void passesASourceThatHasAnIpv4AddressToo(String address) {
        assertThat(Asked.findings(new AddressFamilyCheck(RESOLVER), from(address)))
                .containsExactly(Finding.passed("address-family", "The source has an IPv4 address."));
    }

    @Test
    void doesNotPassANameThatNobodyKnows() {
        assertThat(Asked.findings(new AddressFamilyCheck(RESOLVER), from("u@db.exmaple.com/d")))
                .containsExactly(Finding.unknown(
                        "address-family",
                        "Could not check the kind of the source's address, because this computer knows no server by the name"
                                + " db.exmaple.com.",
                        "Check the host on the Source page for a typing error."));
    }

    @ParameterizedTest
    @CsvSource({"disable, is", "allow, may be", "prefer, may be"})
    void warnsOfAConnectionThatStrangersCouldRead(String mode, String certainty) {
        assertThat(Asked.findings(
                        new EncryptedConnectionCheck(RESOLVER),
                        plan("u@db.example.com/d?sslmode=" + mode, "u@eu-west-1.pg.psdb.cloud/d?sslmode=" + mode)))
                .containsExactly(
                        Finding.warning(
                                "encrypted-connection",
                                "The connection to db.example.com " + certainty + " without encryption: its sslmode is "
                                        + mode + ".",
                                "Rows and passwords could be read on the way, also on that from PlanetScale to the source."
                                        + " Choose sslmode require on the Source page, or verify-full, which also proves who"
                                        + " answers."),
                        Finding.warning(
                                "encrypted-connection",
                                "The connection to eu-west-1.pg.psdb.cloud " + certainty
                                        + " without encryption: its sslmode is " + mode + ".",
                                "Rows and passwords could be read on the way. Choose sslmode require on the PlanetScale page,"
                                        + " or verify-full, which also proves who answers."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u@db.example.com/d?sslmode=require",
                "u@db.example.com/d?sslmode=verify-ca",
                "u@127.0.0.1/d?sslmode=disable",
                "u@10.1.2.3/d?sslmode=prefer",
                "u@172.16.0.9/d?sslmode=prefer",
                "u@192.168.1.9/d?sslmode=prefer",
                "u@169.254.1.9/d?sslmode=prefer",
                "u@[::1]/d?sslmode=disable",
                "u@[fd00::9]/d?sslmode=disable",
                "u@[fe80::9]/d?sslmode=disable",
                "u@db.internal/d?sslmode=disable"
            })
    void passesAConnectionThatIsEncryptedOrStaysAtHome(String address) {
        assertThat(Asked.findings(new EncryptedConnectionCheck(RESOLVER), from(address)))
                .containsExactly(Finding.passed(
                        "encrypted-connection",
                        "Both connections insist on encryption, or stay on this computer or a private network."));
    }

    @Test
    void tellsOfTwoRegions() {
        assertThat(Asked.findings(new RegionCheck(), from("u@ep-a-1.us-east-2.aws.neon.tech/d")))
                .containsExactly(Finding.note(
                        "region",
                        "The source is in the region us-east-2 and PlanetScale in eu-west-1.",
                        "The copy takes longer over such a distance and the traffic may be paid for. Each query of an"
                                + " application that stays near the source will take longer, too: choose a PlanetScale region"
                                + " near it."));
    }

    @Test
    void passesOneRegionHoweverItIsSpelt() {
        assertThat(Asked.findings(
                        new RegionCheck(),
                        plan("u@ep-a-1.us-east-1.aws.neon.tech/d", "u@abc-useast1-1.horizon.psdb.cloud/d")))
                .containsExactly(Finding.passed("region", "Both servers are in the region us-east-1."));
        assertThat(Asked.findings(new RegionCheck(), from("u@localhost/d")))
                .containsExactly(
                        Finding.note("region", "The addresses do not tell in which regions the two servers are.", ""));
    }

    @Test
    void stopsBeforeAHostWithoutLogicalReplicationAndSaysWhatToDo() {
        assertThat(new ProviderLimitsCheck().judge(named("Heroku"), Method.LOGICAL_REPLICATION))
                .isEqualTo(Finding.blocker(
                        "provider-limits",
                        "The source cannot be migrated while it is in use. Heroku does not offer logical replication.",
                        "Use PlanetScale's heroku-migrator, which works with triggers, or dump and restore in a maintenance"
                                + " window. The method \"Dump and restore\" does the latter."));
        assertThat(new ProviderLimitsCheck().judge(named("Heroku"), Method.DUMP_AND_RESTORE))
                .isEqualTo(Finding.note(
                        "provider-limits",
                        "No limits of the source's host, Heroku, are known, which does not mean that it has none.",
                        ""));
        assertThat(new ProviderLimitsCheck().judge(named("Timescale"), Method.DUMP_AND_RESTORE))
                .isEqualTo(Finding.blocker(
                        "provider-limits",
                        "The source cannot be migrated while it is in use. Timescale does not offer logical replication, and"
                                + " the rows of a hypertable cannot be replicated like a table's.",
                        "Dump and restore in a maintenance window; PlanetScale has the timescaledb extension in its Apache-2"
                                + " edition only."));
    }

    @Test
    void refusesAnAddressForReading() {
        String advice = "Use the address of the primary server: a replica can neither publish nor be written to.";
        assertThat(Asked.findings(
                        new PrimaryServerCheck(),
                        plan(
                                "u@shop.cluster-ro-abc.eu-west-1.rds.amazonaws.com/d",
                                "postgres.abc%7Creplica@eu-west-1.pg.psdb.cloud/d")))
                .containsExactly(
                        Finding.blocker(
                                "primary-server",
                                "The source address, shop.cluster-ro-abc.eu-west-1.rds.amazonaws.com with user u, is one for"
                                        + " reading, which leads to replicas.",
                                advice),
                        Finding.blocker(
                                "primary-server",
                                "The PlanetScale address, eu-west-1.pg.psdb.cloud with user postgres.abc|replica, is one for"
                                        + " reading, which leads to replicas.",
                                advice));
    }

    private static InetAddress number(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static Provider named(String name) {
        return Providers.ALL.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MigrationPlan from(String source) {
        return plan(source, PLANETSCALE);
    }

    private static MigrationPlan plan(String source, String target) {
        return new PlanBuilder("addresses")
                .source(settings(source))
                .target(settings(target))
                .build()
                .orElseThrow();
    }

    private static ConnectionSettings settings(String address) {
        return ConnectionStrings.parse("postgresql://" + address).settings();
    }
}
