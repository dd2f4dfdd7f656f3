package dev.medialifecycle.verifier;

/** A secret that no verifier should be built with; its message says why and what to do, and never holds the secret. */
public final class UnusableSecretException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnusableSecretException(Reason reason, String text) {
        super("ML-CFG-003 " + text);
        this.reason = reason;
    }

    /** One of the {@code CONFIG_} reasons. */
    public Reason reason() {
        return reason;
    }
}
