package dev.medialifecycle.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries of one scheme against one to eight secrets. Immutable and thread-safe; total, for whatever the sender sends
 * is judged and never thrown; silent, for it logs nothing. Checks go from cheap to dear: headers, grammar, time, length, signature.
 *
 * <pre>{@code
 * SignatureVerifier verifier = SignatureVerifier.of(Schemes.replicate(), Secret.of(System.getenv("REPLICATE_WEBHOOK_SECRET")));
 * Verdict verdict = verifier.verify(headers, rawBody, clock.instant());
 * }</pre>
 */
public final class SignatureVerifier {
    private static final int MOST_SECRETS = 8;
    private static final int USUAL_MAX_BODY_BYTES = 1 << 20;

    private final Scheme scheme;
    private final SignedContent content;
    private final List<MacKey> keys;
    private final int maxBodyBytes;

    private SignatureVerifier(Scheme scheme, List<MacKey> keys, int maxBodyBytes) {
        this.scheme = scheme;
        this.content = SignedContent.of(scheme.signedContent());
        this.keys = keys;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The same as {@link #of(Scheme, List)}. */
    public static SignatureVerifier of(Scheme scheme, Secret... secrets) {
        return of(scheme, List.of(secrets));
    }

    /**
     * A verifier that accepts what any of the secrets signed, for bodies up to 1 MiB; throws {@link UnusableSecretException} for no
     * secret and for one that the scheme's key rule cannot use, {@link IllegalArgumentException} for more than eight.
     */
    public static SignatureVerifier of(Scheme scheme, List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET, "No webhook secret is configured for scheme " + scheme.name() + ".");
        }
        if (secrets.size() > MOST_SECRETS) {
            throw new IllegalArgumentException("At most " + MOST_SECRETS + " secrets, not " + secrets.size());
        }
        List<MacKey> keys = secrets.stream()
                .map(s -> new MacKey(scheme.algorithm(), scheme.keyRule().key(s)))
                .toList();
        return new SignatureVerifier(scheme, keys, USUAL_MAX_BODY_BYTES);
    }

    /** The same verifier with another limit for bodies, in bytes; a body of exactly that length is accepted. */
    public SignatureVerifier withMaxBodyBytes(int newMaxBodyBytes) {
        if (newMaxBodyBytes < 1) {
            throw new IllegalArgumentException("A body needs at least one byte, not " + newMaxBodyBytes);
        }
        return new SignatureVerifier(scheme, keys, newMaxBodyBytes);
    }

    /** The scheme it holds deliveries against. */
    public Scheme scheme() {
        return scheme;
    }

    /** Judges a delivery whose body, the raw bytes, is in memory; {@code now} is what the signed time is held against. */
    public Verdict verify(Map<String, List<String>> headers, byte[] body, Instant now) {
        SignedHeaders signed = SignedHeaders.find(headers, scheme);
        Reason problem = problem(signed, now);
        if (problem == null && body.length > maxBodyBytes) {
            problem = Reason.BODY_TOO_LARGE;
        }
        return problem == null ? compared(signed, body) : new Verdict.Rejected(problem);
    }

    /** Judges the headers before a byte of the body is read: a refusal, or a {@link BodyVerifier} that takes the body in pieces. */
    public HeaderVerdict begin(Map<String, List<String>> headers, Instant now) {
        SignedHeaders signed = SignedHeaders.find(headers, scheme);
        Reason problem = problem(signed, now);
        return problem == null ? new BodyVerifier(this, signed) : new Verdict.Rejected(problem);
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** One computation for each secret, in their order, that has taken in what is signed before the body. */
    Mac[] begun(SignedHeaders signed) {
        byte[] before = content.beforeBody(signed);
        Mac[] macs = new Mac[keys.size()];
        for (int secret = 0; secret < macs.length; secret++) {
            macs[secret] = keys.get(secret).begin();
            macs[secret].update(before);
        }
        return macs;
    }

    /** The verdict when the body is in; compares every signature with every secret, so that the time it takes tells nothing. */
    Verdict finished(SignedHeaders signed, Mac[] macs) {
        byte[] after = content.afterBody(signed);
        int match = -1;
        for (int secret = macs.length - 1; secret >= 0; secret--) {
            macs[secret].update(after);
            match = signed.isSignedAs(macs[secret].doFinal()) ? secret : match;
        }
        return verdict(signed, match);
    }

    /** The same as both of the above, holding one computation at a time. */
    private Verdict compared(SignedHeaders signed, byte[] body) {
        byte[] before = content.beforeBody(signed);
        byte[] after = content.afterBody(signed);
        int match = -1;
        for (int secret = keys.size() - 1; secret >= 0; secret--) {
            Mac mac = keys.get(secret).begin();
            mac.update(before);
            mac.update(body);
            mac.update(after);
            match = signed.isSignedAs(mac.doFinal()) ? secret : match;
        }
        return verdict(signed, match);
    }

    private Verdict verdict(SignedHeaders signed, int match) {
        if (match < 0) {
            return new Verdict.Rejected(Reason.SIGNATURE_MISMATCH);
        }
        String time = signed.timestamp();
        Instant attemptAt = time == null ? null : SignedTime.instant(time, scheme.timestamp());
        return new Verdict.Verified(signed.id(), attemptAt, match, scheme.assurance());
    }

    private @Nullable Reason problem(SignedHeaders signed, Instant now) {
        Reason problem = signed.read(scheme);
        String time = signed.timestamp();
        return problem == null && time != null ? SignedTime.distance(time, scheme.timestamp(), now) : problem;
    }
}
