package dev.planetfall.store;

/** A file of this program could not be used. The message is one sentence or two for people, with the path. */
public final class StoreException extends RuntimeException {
    public StoreException(String sentence) {
        super(sentence);
    }

    public StoreException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
