package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CreationOrderTest {
    private static final int CIRCLES = 2_000;

    @Test
    @Timeout(60)
    void breaksManyCirclesAmongManyEntriesInTime() {
        List<CatalogEntry> entries = new ArrayList<>();
        for (int each = 0; each < CIRCLES; each++) {
            entries.add(entry("TABLE", each * 10L, each * 10L + 1));
            entries.add(entry("FUNCTION", each * 10L + 1, each * 10L));
            for (int index = 2; index < 10; index++) {
                entries.add(entry("INDEX", each * 10L + index, each * 10L));
            }
        }

        List<CatalogEntry> sorted = CreationOrder.of(entries);

        assertThat(sorted).hasSameSizeAs(entries);
        assertThat(sorted.subList(0, 4))
                .extracting(CatalogEntry::name)
                .containsExactly("FUNCTION 1", "TABLE 0", "FUNCTION 11", "TABLE 10");
    }

    private static CatalogEntry entry(String kind, long oid, long needed) {
        return new CatalogEntry(
                new Address("pg_class", oid),
                kind,
                "s",
                "",
                kind + " " + oid,
                List.of("CREATE " + kind),
                "",
                Set.of(new Address("pg_class", needed)),
                Reason.NONE);
    }
}
