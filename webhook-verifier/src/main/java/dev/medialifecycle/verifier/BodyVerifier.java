package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Takes in the raw body of one delivery whose headers passed; for one thread, and for one {@link #finish}. Keeps no byte of it. */
public final class BodyVerifier implements HeaderVerdict {
    private final SignatureVerifier verifier;
    private final SignedHeaders signed;
    private Mac @Nullable [] macs;
    private long length;
    private boolean isFinished;

    BodyVerifier(SignatureVerifier verifier, SignedHeaders signed) {
        this.verifier = verifier;
        this.signed = signed;
    }

    /** Takes in the next bytes, up to the buffer's limit, and moves its position there. */
    public BodyVerifier update(ByteBuffer bytes) {
        length += bytes.remaining();
        if (isTooLarge()) {
            bytes.position(bytes.limit());
            return this;
        }
        int start = bytes.position();
        for (Mac mac : macs()) {
            bytes.position(start);
            mac.update(bytes);
        }
        return this;
    }

    /** Takes in the next bytes. */
    public BodyVerifier update(byte[] bytes) {
        length += bytes.length;
        if (!isTooLarge()) {
            for (Mac mac : macs()) {
                mac.update(bytes);
            }
        }
        return this;
    }

    /** Whether more came than the verifier's limit, so that reading on is pointless. */
    public boolean isTooLarge() {
        return length > verifier.maxBodyBytes();
    }

    /** The verdict over headers and body; throws {@link IllegalStateException} when asked twice. */
    public Verdict finish() {
        if (isFinished) {
            throw new IllegalStateException("A body is verified once; begin again for the next");
        }
        isFinished = true;
        if (isTooLarge()) {
            return new Verdict.Rejected(Reason.BODY_TOO_LARGE);
        }
        return verifier.finished(signed, macs());
    }

    private Mac[] macs() {
        if (macs == null) {
            macs = verifier.begun(signed);
        }
        return macs;
    }
}
