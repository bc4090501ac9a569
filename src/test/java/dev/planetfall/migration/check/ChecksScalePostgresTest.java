package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.StatementLog;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the checks cost a source with many tables. */
@ExtendWith(TwoPostgresExtension.class)
class ChecksScalePostgresTest {
    private static final int FEW = 3;
    private static final int MANY = 150;

    @Test
    void asksNoMoreQuestionsOfManyTablesThanOfFew(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> tables(session, 0, FEW));
        Map<String, Long> few = questions(servers);
        servers.sourceDatabase().useSession(session -> tables(session, FEW, MANY));
        Map<String, Long> many = questions(servers);

        assertThat(many).isEqualTo(few);
    }

    /** Tables of every kind that some check looks at more closely. */
    private static void tables(Session session, int from, int to) {
        session.execute(IntStream.range(from, to).mapToObj("""
                        CREATE TABLE keyed_%1$d (id bigserial PRIMARY KEY, note text DEFAULT 'x');
                        CREATE TABLE "Unique %1$d" (code text NOT NULL UNIQUE, body json);
                        CREATE TABLE full_%1$d (code text, body json); ALTER TABLE full_%1$d REPLICA IDENTITY FULL;
                        CREATE UNLOGGED TABLE unlogged_%1$d (id int PRIMARY KEY);
                        CREATE TABLE part_%1$d (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                        CREATE TABLE part_%1$d_a PARTITION OF part_%1$d DEFAULT;
                        CREATE TABLE child_%1$d (id int PRIMARY KEY, parent bigint);
                        ALTER TABLE child_%1$d ADD FOREIGN KEY (parent) REFERENCES keyed_%1$d NOT VALID;
                        CREATE VIEW view_%1$d AS SELECT * FROM keyed_%1$d;
                        """::formatted).collect(Collectors.joining()));
    }

    private static Map<String, Long> questions(TwoPostgres servers) {
        Map<String, Long> questions = new LinkedHashMap<>();
        for (Check check : Checks.ALL) {
            RecordingContext context = servers.context();
            check.run(context, finding -> {});
            questions.put(
                    check.id(),
                    context.statements().stream()
                            .map(StatementLog.Statement::sql)
                            .count());
        }
        return questions;
    }
}
