package dev.planetfall.faults;

import dev.planetfall.demo.ServerKind;
import dev.planetfall.postgres.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Pairs of servers that cells take in turn, so that several go on side by side: a cell mostly waits. */
final class Lanes implements AutoCloseable {
    private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final AtomicInteger grounds = new AtomicInteger();

    private Lanes() {}

    /** As many as {@code planetfall.faults.lanes} says. */
    static Lanes open() throws IOException {
        Lanes lanes = new Lanes();
        for (int number = Integer.getInteger("planetfall.faults.lanes", 1); number > 0; number--) {
            lanes.free.add(Lane.start());
        }
        return lanes;
    }

    /** Does it on the next free pair; a pair on which it broke off is not used again. */
    void use(Work work) throws Exception {
        Lane lane = free.take();
        boolean whole = false;
        try {
            Ground ground = new Ground(lane.source, lane.target, "cell_" + grounds.incrementAndGet());
            work.on(ground);
            ground.drop();
            whole = true;
        } finally {
            free.add(whole ? lane : lane.another());
        }
    }

    @Override
    public void close() {
        free.forEach(Lane::close);
    }

    /** What is done on the ground of one cell. */
    @FunctionalInterface
    interface Work {
        void on(Ground ground) throws Exception;
    }

    private record Lane(CrashableServer source, CrashableServer target) {
        /** Before, only a superuser may subscribe. */
        private static final int KNOWS_SUBSCRIBERS = 16;

        static Lane start() throws IOException {
            Lane lane = new Lane(
                    CrashableServer.start(Integer.getInteger("planetfall.faults.source", 17), ServerKind.SOURCE),
                    CrashableServer.start(18, ServerKind.TARGET));
            if (lane.source.server().release().major() >= KNOWS_SUBSCRIBERS) {
                String role = lane.source.server().settings("postgres").user();
                new Database(lane.source.server().superuserSettings("postgres"), "source")
                        .useSession(session -> session.execute("GRANT pg_create_subscription TO " + role));
            }
            return lane;
        }

        Lane another() throws IOException {
            close();
            return start();
        }

        void close() {
            List.of(target, source).forEach(CrashableServer::close);
        }
    }
}
