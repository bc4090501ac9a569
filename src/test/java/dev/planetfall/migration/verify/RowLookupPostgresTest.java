package dev.planetfall.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowValues;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class RowLookupPostgresTest {
    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
    }

    @Test
    void saysOfLongValuesHowLongTheyAre(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY, v text, w text)");
            session.execute("INSERT INTO item VALUES (1, repeat('ä', 2000), 'short')");
        });
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY, v text, w text)");
            session.execute("INSERT INTO item VALUES (1, 'abcd', NULL)");
        });
        TableComparison item =
                RowComparison.whileFrozen(servers.context()).tables().get(0);
        RowDifference row = item.differences().rows().get(0);
        List<Identifier> columns = List.of(new Identifier("id"), new Identifier("v"), new Identifier("w"));

        assertThat(RowLookup.one(servers.context(), item, row, 5))
                .isEqualTo(new RowValues(
                        row,
                        columns,
                        List.of(Optional.of("1"), Optional.of("äääää... (2000 characters)"), Optional.of("short")),
                        List.of(Optional.of("1"), Optional.of("abcd"), Optional.empty())));

        Language.choose(Language.GERMAN);

        assertThat(RowLookup.one(servers.context(), item, row, 5).source())
                .contains(Optional.of("äääää... (2000 Zeichen)"));
    }
}
