package dev.medialifecycle.verifier;

import java.time.Duration;
import java.util.List;

/**
 * How one sender signs its webhooks, as data; the route decides which scheme applies, never a header. Of several alternative
 * {@code headers}, the first that is complete counts, and they are never mixed. {@code signedContent} is ASCII text in which stand,
 * for what was sent, byte for byte: <code>{id}</code>, <code>{user}</code>, <code>{timestamp}</code>; for the body, exactly one of
 * <code>{body}</code>, <code>{sha256(body)}</code> (lower-case hex) and <code>{/data/task_id|/data/taskId}</code> (the text at a JSON
 * pointer, or at another one); and <code>{secret}</code>, last, where the algorithm is a plain hash. It is empty for tokens.
 *
 * <pre>{@code
 * new Scheme("acme", List.of(new HeaderNames(null, "x-time", "x-sign")), TimestampFormat.UNIX_SECONDS, "v0:{timestamp}:{body}",
 *         Algorithm.HMAC_SHA256, new SignatureFormat("", "v0=", Encoding.HEX), KeyRule.TEXT, AssuranceLevel.TIMED_BODY);
 * }</pre>
 */
public record Scheme(
        String name,
        List<HeaderNames> headers,
        TimestampFormat timestamp,
        String signedContent,
        Algorithm algorithm,
        SignatureFormat signature,
        KeyRule keyRule,
        AssuranceLevel assurance) {

    /** Refuses content that is ambiguous or that the headers do not carry, keys of another kind, and more assurance than that gives. */
    public Scheme {
        headers = List.copyOf(headers);
        require(!headers.isEmpty(), name, "names no headers");
        require(
                !SignatureFormat.isSeparated(timestamp.prefix(), signature.separator()),
                name,
                "has its separator in the prefix of its time");
        require(
                algorithm.isAsymmetric() == isPublic(keyRule),
                name,
                "has a key rule that does not go with " + algorithm);
        require(
                algorithm.signsContent() != (signature.encoding() == Encoding.TEXT),
                name,
                "has an encoding that does not go with " + algorithm);
        if (algorithm.signsContent()) {
            SignedContent content = SignedContent.of(signedContent);
            headers.forEach(names -> requireCarried(names, content, name));
            require(
                    content.hasSecret() == algorithm.isDigest(),
                    name,
                    "needs {secret} for a plain hash, and only for that");
            require(content.assurance().isAtLeast(assurance), name, "signs too little for " + assurance);
        } else {
            requireNothingSigned(name, headers, signedContent);
            boolean isToken = algorithm == Algorithm.TOKEN;
            require(!isToken || keyRule == KeyRule.TEXT, name, "compares a token, whose key rule is TEXT");
            AssuranceLevel most = isToken ? AssuranceLevel.BEARER : AssuranceLevel.ID_ONLY;
            require(most.isAtLeast(assurance), name, "proves too little for " + assurance);
        }
    }

    /** The same scheme under another name, for a vendor that uses it. */
    public Scheme named(String newName) {
        return new Scheme(newName, headers, timestamp, signedContent, algorithm, signature, keyRule, assurance);
    }

    /** The same scheme with another tolerance for the signed time; no effect where none is signed. */
    public Scheme within(Duration tolerance) {
        return new Scheme(
                name, headers, timestamp.within(tolerance), signedContent, algorithm, signature, keyRule, assurance);
    }

    /** The same scheme with another reading of its secrets, for an account whose secrets mean another key than the vendor's usual. */
    public Scheme keyedBy(KeyRule newRule) {
        return new Scheme(name, headers, timestamp, signedContent, algorithm, signature, newRule, assurance);
    }

    private static boolean isPublic(KeyRule rule) {
        return rule == KeyRule.PUBLIC_KEY || rule == KeyRule.PUBLISHED;
    }

    private static void requireCarried(HeaderNames names, SignedContent content, String name) {
        boolean isCarried = content.hasId() == (names.id() != null)
                && content.hasTimestamp() == (names.timestamp() != null)
                && content.hasUser() == (names.user() != null);
        require(
                isCarried,
                name,
                "signs an id, a user or a time without naming its header, or names it without signing it");
    }

    private static void requireNothingSigned(String name, List<HeaderNames> headers, String content) {
        boolean isNothing = content.isEmpty()
                && headers.stream().allMatch(n -> n.id() == null && n.timestamp() == null && n.user() == null);
        require(isNothing, name, "signs no content, so it has only the header of its token");
    }

    private static void require(boolean isSo, String name, String problem) {
        if (!isSo) {
            throw new IllegalArgumentException("Scheme " + name + " " + problem);
        }
    }
}
