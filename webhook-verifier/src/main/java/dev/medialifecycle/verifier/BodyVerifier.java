package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;

/**
 * Takes in the raw body of one delivery whose headers passed; for one thread, and for one {@link #finish}. Keeps no byte of it, unless
 * the scheme's algorithm cannot do without.
 */
public abstract sealed class BodyVerifier implements HeaderVerdict permits MacBody, ContentBody, SettledBody {
    private static final int TOO_LARGE = -1;

    private int bytesLeft;
    private boolean isFinished;

    BodyVerifier(int maxBodyBytes) {
        this.bytesLeft = maxBodyBytes;
    }

    /** Takes in the next bytes, up to the buffer's limit, and moves its position there. */
    public final BodyVerifier update(ByteBuffer bytes) {
        if (hasRoomFor(bytes.remaining())) {
            take(bytes);
        } else {
            bytes.position(bytes.limit());
        }
        return this;
    }

    /** Takes in the next bytes. */
    public final BodyVerifier update(byte[] bytes) {
        if (hasRoomFor(bytes.length)) {
            take(bytes);
        }
        return this;
    }

    /** Whether more came than the verifier's limit, so that reading on is pointless. */
    public final boolean isTooLarge() {
        return bytesLeft == TOO_LARGE;
    }

    /** The verdict over headers and body; throws {@link IllegalStateException} when asked twice. */
    public final Verdict finish() {
        if (isFinished) {
            throw new IllegalStateException("A body is verified once; begin again for the next");
        }
        isFinished = true;
        return isTooLarge() ? new Verdict.Rejected(Reason.BODY_TOO_LARGE) : verdict();
    }

    abstract void take(byte[] bytes);

    /** Takes in the bytes up to the buffer's limit, and moves its position there. */
    abstract void take(ByteBuffer bytes);

    abstract Verdict verdict();

    private boolean hasRoomFor(int length) {
        bytesLeft = length > bytesLeft ? TOO_LARGE : bytesLeft - length;
        return !isTooLarge();
    }
}
