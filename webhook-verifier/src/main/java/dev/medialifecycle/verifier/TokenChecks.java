package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** Checks for senders that sign nothing and repeat a token: the hashes of both are compared, so that no length shows. */
final class TokenChecks implements Checks {
    private static final int MOST_CHARACTERS = 1024;

    private final Scheme scheme;
    private final List<byte[]> hashes;

    TokenChecks(Scheme scheme, List<byte[]> tokens) {
        this.scheme = scheme;
        this.hashes = tokens.stream().map(TokenChecks::hash).toList();
    }

    @Override
    public HeaderVerdict begin(SignedHeaders signed, Instant now, int maxBodyBytes) {
        Reason problem = signed.presence();
        if (problem != null) {
            return new Verdict.Rejected(problem);
        }
        String prefix = scheme.signature().prefix();
        String header = signed.signature();
        if (!header.startsWith(prefix)) {
            return new Verdict.Rejected(Reason.NO_SUPPORTED_SIGNATURE);
        }
        int length = header.length() - prefix.length();
        if (length == 0 || length > MOST_CHARACTERS) {
            return new Verdict.Rejected(Reason.MALFORMED_SIGNATURE);
        }
        int match = match(hash(header.substring(prefix.length()).getBytes(StandardCharsets.UTF_8)));
        if (match < 0) {
            return new Verdict.Rejected(Reason.SIGNATURE_MISMATCH);
        }
        Verdict verdict = new Verdict.Verified(null, null, match, scheme.assurance());
        return new SettledBody(verdict, maxBodyBytes);
    }

    private int match(byte[] hash) {
        int match = Computation.NONE;
        for (int token = hashes.size() - 1; token >= 0; token--) {
            match = MessageDigest.isEqual(hashes.get(token), hash) ? token : match;
        }
        return match;
    }

    private static byte[] hash(byte[] token) {
        return DigestRing.digest(Algorithm.TOKEN).digest(token);
    }
}
