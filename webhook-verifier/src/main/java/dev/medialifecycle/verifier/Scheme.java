package dev.medialifecycle.verifier;

import java.time.Duration;
import java.util.List;

/**
 * How one sender signs its webhooks, as data; the route decides which scheme applies, never a header. Of several alternative
 * {@code headers}, the first that is complete counts, and they are never mixed. {@code signedContent} is ASCII text with
 * <code>{id}</code>, <code>{timestamp}</code> and <code>{body}</code> in place of what was sent, byte for byte.
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

    /** Refuses content without a body, content that the headers do not carry, and more assurance than the content gives. */
    public Scheme {
        headers = List.copyOf(headers);
        if (headers.isEmpty()) {
            throw new IllegalArgumentException("Scheme " + name + " names no headers");
        }
        if (SignatureFormat.isSeparated(timestamp.prefix(), signature.separator())) {
            throw new IllegalArgumentException("Scheme " + name + " has its separator in the prefix of its time");
        }
        SignedContent content = SignedContent.of(signedContent);
        for (HeaderNames names : headers) {
            if (content.hasId() != (names.id() != null) || content.hasTimestamp() != (names.timestamp() != null)) {
                throw new IllegalArgumentException("Scheme " + name
                        + " signs an id or a time without naming its header, or names it without signing it");
            }
        }
        if (assurance.compareTo(content.assurance()) < 0) {
            throw new IllegalArgumentException("Scheme " + name + " signs too little for " + assurance);
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
}
