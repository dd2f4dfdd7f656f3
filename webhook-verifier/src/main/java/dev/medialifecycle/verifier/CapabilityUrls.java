package dev.medialifecycle.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Paths that nobody can guess, one per job, for vendors that sign nothing: whoever calls one was told it. Give the vendor
 * {@code https://host/webhooks/runware/} and the minted segment as the job's callback, and hand the segment that comes back to
 * {@link #verify}. It proves which job was meant, and nothing of the body; keep it out of logs. Immutable and thread-safe.
 *
 * <pre>{@code
 * CapabilityUrls runware = CapabilityUrls.of("runware", Secret.of(System.getenv("CALLBACK_KEY")));
 * URI callback = base.resolve("runware/" + runware.mint(job.id(), clock.instant().plus(Duration.ofDays(2))));
 * }</pre>
 */
public final class CapabilityUrls {
    private static final int MOST_KEYS = 8;
    private static final int MOST_CHARACTERS = 512;
    private static final String VERSION = "cb1.";

    private final String profile;
    private final List<MacKey> keys;

    private CapabilityUrls(String profile, List<MacKey> keys) {
        this.profile = profile;
        this.keys = keys;
    }

    /** The same as {@link #of(String, List)}. */
    public static CapabilityUrls of(String profile, Secret... keys) {
        return of(profile, List.of(keys));
    }

    /**
     * Paths for one vendor, minted with the first key and verified with all, so that keys can rotate; throws
     * {@link UnusableSecretException} for no key and a weak one, {@link IllegalArgumentException} for more than eight, and for a
     * profile that is not made of letters, digits, {@code -} and {@code _}.
     */
    public static CapabilityUrls of(String profile, List<Secret> keys) {
        if (!isPlain(profile)) {
            throw new IllegalArgumentException("Not the name of a profile: \"" + profile + "\"");
        }
        if (keys.isEmpty()) {
            throw new UnusableSecretException(
                    Reason.CONFIG_EMPTY_SECRET, "No key is configured for the callback paths of " + profile + ".");
        }
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("At most " + MOST_KEYS + " keys, not " + keys.size());
        }
        return new CapabilityUrls(
                profile, keys.stream().map(k -> new MacKey(KeyRule.TEXT.key(k))).toList());
    }

    /**
     * The segment of a path for this job, good until {@code expires}, that second included; throws {@link IllegalArgumentException} if
     * the id is not 1 to 256 letters, digits, {@code -} and {@code _}, or no sane time.
     */
    public String mint(String jobId, Instant expires) {
        String seconds = Long.toString(expires.getEpochSecond());
        if (!isPlain(jobId) || !SignedTime.isDecimal(seconds)) {
            throw new IllegalArgumentException(
                    "A callback path needs a plain job id, and a time that 13 digits can write");
        }
        String meant = jobId + "." + seconds;
        return meant + "." + token(keys.get(0), meant);
    }

    /** Judges the segment of a path that was called; a verified one names its job. Total. */
    public Verdict verify(String segment, Instant now) {
        int first = segment.indexOf('.');
        int second = segment.indexOf('.', first + 1);
        if (segment.length() > MOST_CHARACTERS || first < 0 || second < 0) {
            return new Verdict.Rejected(Reason.MALFORMED_SIGNATURE);
        }
        String jobId = segment.substring(0, first);
        String expires = segment.substring(first + 1, second);
        if (!isPlain(jobId)) {
            return new Verdict.Rejected(Reason.MALFORMED_ID);
        }
        if (!SignedTime.isDecimal(expires)) {
            return new Verdict.Rejected(Reason.MALFORMED_TIMESTAMP);
        }
        if (now.getEpochSecond() > SignedTime.number(expires)) {
            return new Verdict.Rejected(Reason.TIMESTAMP_TOO_OLD);
        }
        int match = match(segment.substring(0, second), segment.substring(second + 1));
        return match < 0
                ? new Verdict.Rejected(Reason.SIGNATURE_MISMATCH)
                : new Verdict.Verified(null, null, match, AssuranceLevel.CAPABILITY_URL, jobId);
    }

    /** Always without the keys. */
    @Override
    public String toString() {
        return "CapabilityUrls[" + profile + "]";
    }

    private int match(String meant, String token) {
        byte[] sent = token.getBytes(StandardCharsets.UTF_8);
        int match = Computation.NONE;
        for (int key = keys.size() - 1; key >= 0; key--) {
            byte[] expected = token(keys.get(key), meant).getBytes(StandardCharsets.US_ASCII);
            match = MessageDigest.isEqual(expected, sent) ? key : match;
        }
        return match;
    }

    private String token(MacKey key, String meant) {
        Hmac mac = key.begin();
        mac.update((VERSION + profile + "." + meant).getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.finish());
    }

    private static boolean isPlain(String text) {
        return text.matches("[A-Za-z0-9_-]{1,256}");
    }
}
