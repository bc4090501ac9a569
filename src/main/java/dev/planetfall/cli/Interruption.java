package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and a polite kill: asks the run to stop and keeps the program alive until it has come to rest. */
final class Interruption {
    /** Longer than a cutover needs to give up and let the source accept writes again. */
    private static final int PATIENCE_SECONDS = 90;

    private final CountDownLatch rested = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop, PrintWriter err) {
        hook = new Thread(() -> interrupt(stop, err), "interruption");
    }

    /** From now until closed, an interrupt calls {@code stop}. */
    static Interruption calls(Runnable stop, PrintWriter err) {
        Interruption interruption = new Interruption(stop, err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    void close() {
        rested.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, which is when the hook is wanted.
        }
    }

    private void interrupt(Runnable stop, PrintWriter err) {
        err.println(Messages.text("cli.interruption.stopping-at-the-next-resting"));
        err.flush();
        try {
            // Asked again each second: the first time may fall between two phases, when there is nothing to stop.
            for (int waited = 0; waited < PATIENCE_SECONDS; waited++) {
                stop.run();
                if (rested.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
