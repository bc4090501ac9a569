package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Severity;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All checks together. */
@ExtendWith(TwoPostgresExtension.class)
class ChecksPostgresTest {
    @Test
    void passTheSampleStore(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 1);
        List<Finding> findings = new ArrayList<>();
        Checks.ALL.forEach(check -> check.run(servers.context(), findings::add));
        assertThat(findings).extracting(Finding::severity).doesNotContain(Severity.BLOCKER, Severity.UNKNOWN);
        assertThat(findings)
                .extracting(Finding::checkId)
                .containsAll(Checks.ALL.stream().map(Check::id).toList());
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void passAnEmptyDatabaseOfAnOldServer(TwoPostgres servers) {
        List<Finding> findings = new ArrayList<>();
        Checks.ALL.forEach(check -> check.run(servers.context(), findings::add));
        assertThat(findings)
                .filteredOn(finding -> !ServerChecksPostgresTest.REMINDERS.contains(finding.checkId()))
                .extracting(Finding::severity)
                .containsOnly(Severity.PASSED);
    }
}
