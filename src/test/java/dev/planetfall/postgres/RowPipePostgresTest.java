package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class RowPipePostgresTest {
    private static final String OUT = "COPY item (id, name, bytes) TO STDOUT (FORMAT binary)";
    private static final String IN = "COPY item (id, name, bytes) FROM STDIN (FORMAT binary)";

    @Test
    void movesRowsSmallAndLarge(TwoPostgres servers) {
        AtomicLong bytes = new AtomicLong();
        servers.sourceDatabase()
                .useSession(source -> servers.targetDatabase().useSession(target -> {
                    fill(source, 5000, 3_000_000);
                    fill(target, 0, 0);
                    assertThat(RowPipe.move(source, OUT, target, IN, bytes::addAndGet))
                            .isEqualTo(5000);
                    assertThat(sums(target)).isEqualTo(sums(source));
                    assertThat(bytes.get()).isGreaterThan(3_000_000);
                }));
    }

    @Test
    void leavesNothingAndBothSessionsUsableWhenTheTargetRefuses(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(source -> servers.targetDatabase().useSession(target -> {
                    fill(source, 50_000, 10);
                    fill(target, 0, 0);
                    target.execute("ALTER TABLE item ADD CHECK (id < 20000)");
                    assertThatThrownBy(() -> RowPipe.move(source, OUT, target, IN, bytes -> {}))
                            .isInstanceOf(DatabaseException.class)
                            .hasMessageContaining("violates check constraint")
                            .satisfies(e ->
                                    assertThat(((DatabaseException) e).state()).isEqualTo(new SqlState("23514")));
                    assertThat(sums(target)).containsExactly("0 ");
                    assertThat(sums(source).get(0)).startsWith("50000 ");
                }));
    }

    @Test
    void leavesNothingAndBothSessionsUsableWhenTheSourceRefuses(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(source -> servers.targetDatabase().useSession(target -> {
                    fill(source, 50_000, 10);
                    fill(target, 0, 0);
                    String failing =
                            "COPY (SELECT id, name, CASE WHEN 1 / (id - 20000) < 2 THEN bytes END FROM item) TO STDOUT"
                                    + " (FORMAT binary)";
                    assertThatThrownBy(() -> RowPipe.move(source, failing, target, IN, bytes -> {}))
                            .isInstanceOf(DatabaseException.class)
                            .hasMessageContaining("division by zero");
                    assertThat(sums(target)).containsExactly("0 ");
                    assertThat(RowPipe.move(source, OUT, target, IN, bytes -> {}))
                            .isEqualTo(50_000);
                    assertThat(sums(target)).isEqualTo(sums(source));
                }));
    }

    @Test
    void stopsWhenItIsCancelled(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(source -> servers.targetDatabase().useSession(target -> {
                    fill(source, 100, 10);
                    fill(target, 0, 0);
                    String slow =
                            "COPY (SELECT id, name, bytes FROM item, pg_sleep(0.05 + 0 * id)) TO STDOUT (FORMAT binary)";
                    Thread cancel = new Thread(() -> {
                        try {
                            Thread.sleep(500);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        source.cancel();
                    });
                    cancel.start();
                    assertThatThrownBy(() -> RowPipe.move(source, slow, target, IN, bytes -> {}))
                            .isInstanceOf(DatabaseException.class)
                            .satisfies(e ->
                                    assertThat(((DatabaseException) e).state()).isEqualTo(SqlState.QUERY_CANCELED));
                    assertThat(sums(target)).containsExactly("0 ");
                }));
    }

    private static void fill(Session session, int rows, int largest) {
        session.execute("CREATE TABLE item (id int, name text, bytes bytea)");
        session.update(
                "INSERT INTO item SELECT n, 'item ' || n,"
                        + " CASE WHEN n = 7 THEN convert_to(repeat('x', ?), 'UTF8') END FROM generate_series(1, ?) n",
                largest,
                rows);
    }

    private static List<String> sums(Session session) {
        return session.query(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY id)), '') AS sum FROM item t",
                row -> row.text("sum"));
    }
}
