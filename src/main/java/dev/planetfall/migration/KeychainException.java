package dev.planetfall.migration;

/** The keychain of this computer did not do what it was asked for. The message is a sentence for people, and never a password. */
public final class KeychainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeychainException(String sentence) {
        super(sentence);
    }

    public KeychainException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
