package dev.medialifecycle.upload;

import java.io.IOException;

/** The bytes are not the image that they begin as; the message completes "The image …". */
final class UnreadableHeader extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableHeader(String fault) {
        super(fault);
    }

    /** Cheap, because whoever uploads can have as many of these as he likes. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
