package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Turns the body into what of it is signed, where that is not simply its bytes; for one delivery and one thread. */
sealed interface BodyFold permits HashedBody, PickedBody, BoundedBody {
    /** What the recipe asks for; null if the bytes are signed as they are. */
    static @Nullable BodyFold of(SignedContent content) {
        return switch (content.share()) {
            case RAW -> content.isBodyUnbounded() ? new BoundedBody() : null;
            case HASHED -> new HashedBody();
            case PICKED -> new PickedBody(content);
        };
    }

    /** Takes in the bytes up to the buffer's limit, and moves its position there. */
    void update(ByteBuffer bytes, Computation computation);

    /** Hands over what is signed when the body is in; the reason why that cannot be done, null if it was. */
    @Nullable
    Reason finish(Computation computation);

    /** The job that was found in the body and is signed, null if none was looked for. */
    default @Nullable String jobId() {
        return null;
    }
}
