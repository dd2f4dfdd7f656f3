package dev.medialifecycle.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A body of which only one text is signed; the whole of it has to be held to find that. */
final class PickedBody implements BodyFold {
    private final SignedContent content;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable String jobId;

    PickedBody(SignedContent content) {
        this.content = content;
    }

    @Override
    public void update(ByteBuffer bytes, Computation computation) {
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        body.writeBytes(piece);
    }

    @Override
    public @Nullable Reason finish(Computation computation) {
        JsonText.Found found = JsonText.find(body.toByteArray(), content.pointers());
        if (!found.isJsonObject()) {
            return Reason.UNPARSEABLE_BODY;
        }
        if (found.text() == null) {
            return Reason.MISSING_JOB_ID;
        }
        if (!HeaderText.isId(found.text(), content.endOfPicked())) {
            return Reason.MALFORMED_ID;
        }
        jobId = found.text();
        computation.update(found.text().getBytes(StandardCharsets.US_ASCII));
        return null;
    }

    @Override
    public @Nullable String jobId() {
        return jobId;
    }
}
