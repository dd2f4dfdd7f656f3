package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;

/** Takes in the signed content of one delivery, and then tells whose signature it bears; for one thread. */
interface Computation {
    /** No key matches. */
    int NONE = -1;

    void update(byte[] bytes);

    /** Takes in the bytes up to the buffer's limit, and moves its position there. */
    void update(ByteBuffer bytes);

    /** The index of the key whose signature is among those sent, or {@link #NONE}; only once. */
    int match();

    /** Why no key matches, when none does. */
    default Reason mismatch() {
        return Reason.SIGNATURE_MISMATCH;
    }
}
