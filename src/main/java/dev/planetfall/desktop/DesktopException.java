package dev.planetfall.desktop;

/** The desktop does not answer. The message is a sentence for people. */
public final class DesktopException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DesktopException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
