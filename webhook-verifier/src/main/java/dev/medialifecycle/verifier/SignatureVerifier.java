package dev.medialifecycle.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Verifies deliveries of one scheme against one to eight secrets, or published keys. Immutable and thread-safe; total, for whatever the sender sends
 * is judged and never thrown; silent, for it logs nothing. Checks go from cheap to dear: headers, grammar, time, length, signature.
 *
 * <pre>{@code
 * SignatureVerifier verifier = SignatureVerifier.of(Schemes.replicate(), Secret.of(System.getenv("REPLICATE_WEBHOOK_SECRET")));
 * Verdict verdict = verifier.verify(headers, rawBody, clock.instant());
 * }</pre>
 */
public final class SignatureVerifier {
    private static final int MOST_SECRETS = 8;
    private static final int MOST_PUBLIC_KEYS = 4;
    private static final int USUAL_MAX_BODY_BYTES = 1 << 20;

    private final Scheme scheme;
    private final WantedHeaders[] wanted;
    private final Checks checks;
    private final int maxBodyBytes;

    private SignatureVerifier(Scheme scheme, Checks checks, int maxBodyBytes) {
        this.scheme = scheme;
        this.wanted = WantedHeaders.of(scheme);
        this.checks = checks;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The same as {@link #of(Scheme, List)}. */
    public static SignatureVerifier of(Scheme scheme, Secret... secrets) {
        return of(scheme, List.of(secrets));
    }

    /**
     * A verifier that accepts what any of the secrets signed, for bodies up to 1 MiB; throws {@link UnusableSecretException} for no
     * secret and for one that the scheme's key rule cannot use, {@link IllegalArgumentException} for more than eight secrets or four
     * public keys, and for a scheme whose keys are published.
     */
    public static SignatureVerifier of(Scheme scheme, List<Secret> secrets) {
        if (scheme.keyRule() == KeyRule.PUBLISHED) {
            throw new IllegalArgumentException(
                    "The keys of scheme " + scheme.name() + " are published. Next: give a JwksSource");
        }
        if (secrets.isEmpty()) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET, "No webhook secret is configured for scheme " + scheme.name() + ".");
        }
        int most = scheme.algorithm().isAsymmetric() ? MOST_PUBLIC_KEYS : MOST_SECRETS;
        if (secrets.size() > most) {
            throw new IllegalArgumentException("At most " + most + " secrets, not " + secrets.size());
        }
        List<byte[]> keys = secrets.stream().map(s -> scheme.keyRule().key(s)).toList();
        return new SignatureVerifier(scheme, checks(scheme, keys), USUAL_MAX_BODY_BYTES);
    }

    /**
     * A verifier for a scheme whose keys are published, for bodies up to 1 MiB; throws {@link IllegalArgumentException} for any other
     * scheme, {@link IllegalStateException} without jackson-core.
     */
    public static SignatureVerifier of(Scheme scheme, JwksSource keys) {
        if (scheme.keyRule() != KeyRule.PUBLISHED || scheme.algorithm() == Algorithm.RS256_JWT) {
            throw new IllegalArgumentException(
                    "Scheme " + scheme.name() + " takes secrets, or an audience beside its published keys");
        }
        JsonNeed.require(scheme);
        SignedContent content = content(scheme);
        KeyRing ring = new PublicKeyRing(content, scheme.algorithm(), keys);
        return new SignatureVerifier(scheme, new ContentChecks(scheme, content, ring), USUAL_MAX_BODY_BYTES);
    }

    /**
     * A verifier for a scheme of JSON Web Tokens made for this audience; throws {@link IllegalArgumentException} for any other scheme
     * and for a blank audience, {@link IllegalStateException} without jackson-core.
     */
    public static SignatureVerifier of(Scheme scheme, JwksSource keys, String audience) {
        if (scheme.algorithm() != Algorithm.RS256_JWT) {
            throw new IllegalArgumentException("Scheme " + scheme.name() + " has no tokens, so no audience");
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException(
                    "A token for nobody in particular is for nobody. Next: name your audience");
        }
        JsonNeed.require(scheme);
        return new SignatureVerifier(scheme, new JwtChecks(scheme, keys, audience), USUAL_MAX_BODY_BYTES);
    }

    /** The same verifier with another limit for bodies, in bytes; a body of exactly that length is accepted. */
    public SignatureVerifier withMaxBodyBytes(int newMaxBodyBytes) {
        if (newMaxBodyBytes < 1) {
            throw new IllegalArgumentException("A body needs at least one byte, not " + newMaxBodyBytes);
        }
        return new SignatureVerifier(scheme, checks, newMaxBodyBytes);
    }

    /** The scheme it holds deliveries against. */
    public Scheme scheme() {
        return scheme;
    }

    /** Judges a delivery whose body, the raw bytes, is in memory; {@code now} is what the signed time is held against. */
    public Verdict verify(Map<String, List<String>> headers, byte[] body, Instant now) {
        HeaderVerdict headerVerdict = begin(headers, now);
        return headerVerdict instanceof BodyVerifier bodyVerifier
                ? bodyVerifier.update(body).finish()
                : (Verdict.Rejected) headerVerdict;
    }

    /** Judges the headers before a byte of the body is read: a refusal, or a {@link BodyVerifier} that takes the body in pieces. */
    public HeaderVerdict begin(Map<String, List<String>> headers, Instant now) {
        return checks.begin(SignedHeaders.find(headers, wanted), now, maxBodyBytes);
    }

    private static Checks checks(Scheme scheme, List<byte[]> keys) {
        if (scheme.algorithm() == Algorithm.TOKEN) {
            return new TokenChecks(scheme, keys);
        }
        SignedContent content = content(scheme);
        boolean isRaw = content.share() == SignedContent.Share.RAW && !content.isBodyUnbounded();
        if (scheme.algorithm() == Algorithm.HMAC_SHA256 && isRaw) {
            return new MacChecks(scheme, content, keys);
        }
        KeyRing ring = switch (scheme.algorithm()) {
            case HMAC_SHA256 -> new MacRing(content, keys);
            case SHA256, SHA1 -> new DigestRing(content, scheme.algorithm(), keys);
            case ED25519 -> new PublicKeyRing(content, scheme.algorithm(), FixedKeys.ed25519(keys));
            case RS256_JWT, TOKEN -> throw new IllegalArgumentException("No content is signed in " + scheme.name());
        };
        return new ContentChecks(scheme, content, ring);
    }

    private static SignedContent content(Scheme scheme) {
        SignedContent content = SignedContent.of(scheme.signedContent());
        if (content.share() == SignedContent.Share.PICKED) {
            JsonNeed.require(scheme);
        }
        return content;
    }
}
