package dev.medialifecycle.verifier;

import java.nio.ByteBuffer;

/** A body that cannot change the verdict, for it is not signed; only its length counts. */
final class SettledBody extends BodyVerifier {
    private final Verdict verdict;

    SettledBody(Verdict verdict, int maxBodyBytes) {
        super(maxBodyBytes);
        this.verdict = verdict;
    }

    @Override
    void take(byte[] bytes) {}

    @Override
    void take(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    Verdict verdict() {
        return verdict;
    }
}
