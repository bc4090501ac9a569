package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was used until now; the difference of two is what something cost. Times only on Linux.
 *
 * @param walBytes that the target has written
 * @param servers CPU time of all processes of both servers, those that ended included
 * @param clients CPU time of the programs that this process has run
 */
record ServerCosts(long walBytes, Optional<Duration> servers, Optional<Duration> clients) {
    private static final Path PROCESSES = Path.of("/proc");
    /** The unit of these files on every Linux, whatever the kernel's own clock is. */
    private static final long TICKS_A_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    static ServerCosts untilNow(TwoPostgres servers) {
        long wal = servers.targetAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint AS bytes",
                        row -> row.number("bytes")));
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            return new ServerCosts(wal, Optional.empty(), Optional.empty());
        }
        long ticks = Stream.of(servers.sourceAdmin(), servers.targetAdmin())
                .mapToLong(ServerCosts::serverTicks)
                .sum();
        long clients = ticks("self", CHILDREN_USER, CHILDREN_SYSTEM);
        return new ServerCosts(wal, Optional.of(duration(ticks)), Optional.of(duration(clients)));
    }

    ServerCosts since(ServerCosts before) {
        return new ServerCosts(
                walBytes - before.walBytes,
                servers.flatMap(now -> before.servers.map(now::minus)),
                clients.flatMap(now -> before.clients.map(now::minus)));
    }

    /** The first process adopts the time of each of its children when that ends. */
    private static long serverTicks(Database admin) {
        long first = admin.withSession(session -> session.queryOne(
                "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint AS pid",
                row -> row.number("pid")));
        long ended = ticks(Long.toString(first), USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        return ended
                + ProcessHandle.of(first).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToLong(child -> ticks(Long.toString(child.pid()), USER, SYSTEM))
                        .sum();
    }

    /** Fields counted from the one behind the program's name, which may hold spaces. */
    private static long ticks(String process, int... fields) {
        try {
            String line = Files.readString(PROCESSES.resolve(process).resolve("stat"));
            List<String> values =
                    List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
            return IntStream.of(fields)
                    .mapToLong(field -> Long.parseLong(values.get(field)))
                    .sum();
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static Duration duration(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }
}
