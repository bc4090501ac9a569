package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.migration.SchemaPlace;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TwoPostgresExtension.class)
class SchemaPlacePostgresTest {
    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    /** No German word is the code itself, because codes begin with a small letter and German nouns do not. */
    @ParameterizedTest
    @EnumSource
    @PostgresPair(source = 18, target = 18)
    void hasWordsForEverythingThatIsCompared(SampleSchema schema, TwoPostgres servers) {
        schema.create(servers);
        CatalogReading reading = CatalogReading.of(
                servers.sourceDatabase(),
                servers.sourceDatabase().withSession(session -> new Catalog(session).version()),
                servers.plan().scope());
        List<String> codes = SchemaParts.of(reading.objects()).keySet().stream()
                .map(SchemaPart.Key::toString)
                .toList();
        Language.choose(Language.GERMAN);

        assertThat(codes)
                .isNotEmpty()
                .filteredOn(code -> SchemaPlace.named(code).equals(code))
                .isEmpty();
    }
}
