package dev.planetfall.bench.copy;

import java.util.List;
import java.util.Optional;

/** A way to copy a whole database. */
interface CopyMethod {
    List<CopyMethod> ALL = List.of(
            new GuidesWay(),
            new DumpIntoPsql(),
            new DumpAndRestore(),
            new Pgcopydb(),
            OurCopy.NATIVE,
            OurCopy.SNAPSHOT);

    /** Short, for {@code -Dbench.copy.methods} and files. */
    String keyword();

    /** As the tables of figures call it. */
    String title();

    /** Why it cannot be measured between these servers on this computer, as a sentence. */
    Optional<String> hindrance(CopyGround ground);

    /** Whether the target has every later change, too. */
    boolean follows();

    /**
     * Copies all into the empty target database and returns when all rows are there and every index and constraint is built
     * and valid.
     *
     * @throws IllegalStateException when it failed
     */
    Copied copy(CopyGround ground);
}
