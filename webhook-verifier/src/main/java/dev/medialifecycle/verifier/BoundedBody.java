package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body that is signed next to a number with nothing between: it has to be a JSON object, which neither begins nor ends with a digit. */
final class BoundedBody implements BodyFold {
    private int first = -1;
    private int last = -1;

    @Override
    public void update(ByteBuffer bytes, Computation computation) {
        for (int i = bytes.position(); i < bytes.limit() && first < 0; i++) {
            first = isSpace(bytes.get(i)) ? -1 : bytes.get(i);
        }
        int end = bytes.limit() - 1;
        while (end >= bytes.position() && isSpace(bytes.get(end))) {
            end--;
        }
        if (end >= bytes.position()) {
            last = bytes.get(end);
        }
        computation.update(bytes);
    }

    @Override
    public @Nullable Reason finish(Computation computation) {
        return first == '{' && last == '}' ? null : Reason.UNPARSEABLE_BODY;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
