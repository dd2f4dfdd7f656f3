package dev.medialifecycle.verifier;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks for a JSON Web Token in a header. It says nothing of the body, so the verdict stands before that is read. */
final class JwtChecks implements Checks {
    private static final long MOST_SECONDS = 9_999_999_999_999L;

    private final Scheme scheme;
    private final KeySource source;
    private final String audience;

    JwtChecks(Scheme scheme, KeySource source, String audience) {
        this.scheme = scheme;
        this.source = source;
        this.audience = audience;
    }

    @Override
    public HeaderVerdict begin(SignedHeaders signed, Instant now, int maxBodyBytes) {
        Reason problem = signed.presence();
        if (problem != null) {
            return new Verdict.Rejected(problem);
        }
        WebToken token = WebToken.of(signed.signature());
        if (token == null || !(token.header().get("kid") instanceof String kid)) {
            return new Verdict.Rejected(Reason.MALFORMED_SIGNATURE);
        }
        if (!"RS256".equals(token.header().get("alg")) || token.header().containsKey("crit")) {
            return new Verdict.Rejected(Reason.NO_SUPPORTED_SIGNATURE);
        }
        problem = problem(token, now);
        Verdict verdict = problem == null ? verdict(token, kid) : new Verdict.Rejected(problem);
        return verdict instanceof Verdict.Rejected rejected ? rejected : new SettledBody(verdict, maxBodyBytes);
    }

    /** Why its id or times are not acceptable; of being issued and expiring, one has to be said. */
    private @Nullable Reason problem(WebToken token, Instant now) {
        Object id = token.claims().get("jti");
        if (id != null && !(id instanceof String text && HeaderText.isId(text, '.'))) {
            return Reason.MALFORMED_ID;
        }
        Object issued = token.claims().get("iat");
        Object expires = token.claims().get("exp");
        Object begins = token.claims().get("nbf");
        if (!isTime(issued) || !isTime(expires) || !isTime(begins) || (issued == null && expires == null)) {
            return Reason.MALFORMED_TIMESTAMP;
        }
        Reason problem = issued == null ? null : SignedTime.distance((long) issued, scheme.timestamp(), now);
        if (problem == null
                && expires != null
                && SignedTime.distance((long) expires, scheme.timestamp(), now) == Reason.TIMESTAMP_TOO_OLD) {
            problem = Reason.TIMESTAMP_TOO_OLD;
        }
        if (problem == null
                && begins != null
                && SignedTime.distance((long) begins, scheme.timestamp(), now) == Reason.TIMESTAMP_IN_FUTURE) {
            problem = Reason.TIMESTAMP_IN_FUTURE;
        }
        return problem;
    }

    private Verdict verdict(WebToken token, String kid) {
        KeySet set = source.keys();
        if (set == null) {
            return new Verdict.Rejected(Reason.KEYS_UNAVAILABLE);
        }
        if (set.isEmptyFor(scheme.algorithm())) {
            return new Verdict.Rejected(Reason.NO_TRUSTED_KEYS);
        }
        int index = set.indexOf(kid, scheme.algorithm());
        if (index < 0) {
            set = source.renewed(set);
            index = set.indexOf(kid, scheme.algorithm());
        }
        if (index < 0) {
            return new Verdict.Rejected(source.isRenewing() ? Reason.KEYS_UNAVAILABLE : Reason.SIGNATURE_MISMATCH);
        }
        if (!isSignedBy(set.keys().get(index).key(), token) || !token.isFor(audience)) {
            return new Verdict.Rejected(Reason.SIGNATURE_MISMATCH);
        }
        String id = token.claims().get("jti") instanceof String text ? text : null;
        Instant attemptAt = token.claims().get("iat") instanceof Long issued ? Instant.ofEpochSecond(issued) : null;
        return new Verdict.Verified(id, attemptAt, index, scheme.assurance());
    }

    private boolean isSignedBy(PublicKey key, WebToken token) {
        try {
            Signature check = Signature.getInstance(scheme.algorithm().jcaName());
            check.initVerify(key);
            check.update(token.signed());
            return check.verify(token.signature());
        } catch (GeneralSecurityException e) {
            // So the JDK calls signatures of a length that is not the key's.
            return false;
        }
    }

    private static boolean isTime(@Nullable Object claim) {
        return claim == null || (claim instanceof Long time && time >= 0 && time <= MOST_SECONDS);
    }
}
