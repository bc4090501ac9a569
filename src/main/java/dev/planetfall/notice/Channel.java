package dev.planetfall.notice;

/** A way to tell somebody. May take its time; called by one thread. */
@FunctionalInterface
public interface Channel {
    /** @return a sentence that says what came of it; never the address it went to */
    String send(Notice notice);

    /** The same for somebody who waits for the answer: what failed is not tried again. */
    default String sendOnce(Notice notice) {
        return send(notice);
    }
}
