package dev.planetfall.notice;

/** A way to tell somebody. May take its time; called by one thread. */
@FunctionalInterface
public interface Channel {
    /** @return a sentence that says what came of it; never the address it went to */
    String send(Notice notice);
}
