package dev.planetfall.bench.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs the methods in turn, round by round, each round beginning with another one, so that none always comes after the same.
 * Every copy is compared with its source.
 *
 * @param amount of the data, see {@link Figures#amount}
 * @param rate of the application that writes meanwhile; empty for none
 */
record Rotation(CopyGround ground, String mode, double amount, int rounds, OptionalInt rate) {
    List<Figures> of(List<CopyMethod> methods) {
        Agreement agreement = new Agreement(ground, rate.isPresent());
        List<Figures> figures = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<CopyMethod> order = new ArrayList<>(methods);
            Collections.rotate(order, 1 - round);
            for (CopyMethod method : order) {
                ground.clear();
                figures.add(run(method, round, agreement));
            }
        }
        figures.sort((one, other) -> Integer.compare(place(one, methods), place(other, methods)));
        return figures;
    }

    private static int place(Figures run, List<CopyMethod> methods) {
        return methods.stream().map(CopyMethod::keyword).toList().indexOf(run.keyword());
    }

    private Figures run(CopyMethod method, int round, Agreement agreement) {
        Figures figures =
                rate.isPresent() ? beside(method, round, rate.getAsInt()) : measured(method, round, Optional.empty());
        agreement.require(method.title());
        System.out.printf(
                "%s, %s, round %d: %s %.1f s, equal%n",
                mode, ground.data().name(), round, method.title(), figures.seconds());
        return figures;
    }

    /** With the application stopped in the end, and its last transaction arrived. */
    private Figures beside(CopyMethod method, int round, int writesPerSecond) {
        try (LiveWrites writes = LiveWrites.start(ground, writesPerSecond)) {
            Figures figures = measured(method, round, Optional.of(writes));
            writes.stop();
            writes.awaitArrival(ground.target());
            return figures;
        }
    }

    private Figures measured(CopyMethod method, int round, Optional<LiveWrites> writes) {
        ServerCosts before = ServerCosts.untilNow(ground.servers());
        Copied copied = method.copy(ground);
        Optional<Duration> drained = writes.map(live -> live.awaitArrival(ground.target()));
        ServerCosts costs = ServerCosts.untilNow(ground.servers()).since(before);
        return new Figures(
                mode,
                ground.data().name(),
                amount,
                method.keyword(),
                method.title(),
                round,
                copied,
                drained,
                writes.map(LiveWrites::perSecond),
                costs);
    }
}
