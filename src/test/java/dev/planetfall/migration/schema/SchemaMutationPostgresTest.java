package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One thing of every kind is changed on the target, and none may go unseen. */
@ExtendWith(TwoPostgresExtension.class)
class SchemaMutationPostgresTest {
    private static final String SCHEMA = text("mutation-schema.sql");

    /** Of a line of the file: since which version it can be made, what must be seen, and the statements that make it. */
    private record Mutation(int since, String seenAs, String change) {
        static Mutation parse(String line) {
            String[] parts = line.split(" \\|\\| ", 3);
            return new Mutation(Integer.parseInt(parts[0]), parts[1], parts[2]);
        }
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void seesEveryChangeOnAServerOfTheSameVersion(TwoPostgres servers) {
        assertAllAreSeen(servers, 18);
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void seesEveryChangeOnAServerOfAnotherVersion(TwoPostgres servers) {
        assertAllAreSeen(servers, 15);
    }

    /** All at once, each on something of its own. */
    private static void assertAllAreSeen(TwoPostgres servers, int oldest) {
        List<Mutation> mutations = text("mutations.txt")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .map(Mutation::parse)
                .filter(mutation -> mutation.since() <= oldest)
                .toList();
        assertThat(mutations).hasSizeGreaterThan(100);
        HostileSchema.create(servers.sourceDatabase(), SCHEMA);
        HostileSchema.create(servers.targetDatabase(), SCHEMA);
        assertThat(SchemaComparison.of(servers.context())).isEqualTo(new SchemaComparison(List.of(), List.of()));

        mutations.forEach(mutation -> HostileSchema.create(servers.targetDatabase(), mutation.change()));

        SchemaComparison comparison = SchemaComparison.of(servers.context());
        assertThat(Stream.concat(
                        comparison.missing().stream().map(Missing::what),
                        comparison.differing().stream().map(Difference::what)))
                .containsExactlyInAnyOrderElementsOf(
                        mutations.stream().map(Mutation::seenAs).toList());
    }

    private static String text(String file) {
        try (InputStream stream = SchemaMutationPostgresTest.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
