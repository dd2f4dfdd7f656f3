package dev.medialifecycle.upload;

import dev.medialifecycle.asset.Dimensions;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges bytes by a policy, from their header alone: nothing is decoded, and a few kilobytes of memory are enough. */
public final class UploadValidator {
    private static final int HEAD = 1024;

    private final UploadPolicy policy;

    /** Needs a policy and nothing else. */
    public UploadValidator(UploadPolicy policy) {
        this.policy = policy;
    }

    /** What to throw when a stream has given more than the limit, as a policy words it. */
    public static UploadRejectedException tooLarge(long maxBytes) {
        return new UploadRejectedException(List.of(Refusals.tooLarge(maxBytes)));
    }

    /**
     * What the bytes are, or {@link UploadRejectedException} with everything that is wrong with them. A declared type or file
     * name that contradicts the bytes is refused; null claims nothing, so a host that would rather believe the bytes than
     * its clients passes null.
     */
    public Inspection validate(BlobSource source, @Nullable String declaredType, @Nullable String clientFileName) {
        if (source.size() <= 0) {
            throw new UploadRejectedException(List.of(Refusals.empty()));
        }
        Claim claim = Claim.of(declaredType, clientFileName);
        try (HeaderInput in = HeaderInput.open(source, Math.max(HEAD, policy.maxBytes()))) {
            return judged(in, source.size(), claim);
        } catch (IOException e) {
            throw new MediaLifecycleException(
                    ErrorCode.UPLOAD_FAILED,
                    ErrorKind.UNAVAILABLE,
                    "Upload failed: the bytes could not be read. Nothing was stored",
                    e);
        }
    }

    private Inspection judged(HeaderInput in, long size, Claim claim) throws IOException {
        byte[] head = in.peek(HEAD);
        MediaType type = MediaType.sniff(head).orElse(null);
        String name = type == null ? nameOf(head, claim) : type.mimeName();
        List<Violation> violations = new ArrayList<>();
        contradictions(type, name, claim, violations);
        Inspection inspection = null;
        if (type == null || !policy.accepts(type)) {
            violations.add(Refusals.unsupported(name, policy.acceptedTypes()));
        } else {
            inspection = inspected(type, in, violations);
        }
        if (size > policy.maxBytes()) {
            // What was cut off for being too large is not to be called incomplete as well.
            violations.removeIf(violation -> violation.code() == ErrorCode.UNREADABLE);
            violations.add(0, Refusals.tooLarge(policy.maxBytes()));
        }
        if (inspection == null || !violations.isEmpty()) {
            throw new UploadRejectedException(violations);
        }
        return inspection;
    }

    private Inspection inspected(MediaType type, HeaderInput in, List<Violation> violations) throws IOException {
        if (type.kind() != MediaType.Kind.IMAGE) {
            return new Inspection(type, null, 1);
        }
        ImageHeader header = ImageHeader.read(type, in, policy.maxFrames());
        Dimensions dimensions = header.dimensions();
        if (dimensions != null && dimensions.pixels() > policy.maxPixels()) {
            violations.add(Refusals.tooManyPixels(dimensions, policy.maxPixels()));
        }
        if (header.frames() > policy.maxFrames()) {
            violations.add(Refusals.tooManyFrames(policy.maxFrames()));
        }
        String fault = header.fault();
        if (fault != null) {
            violations.add(Refusals.unreadable(type, fault));
        }
        return new Inspection(type, dimensions, header.frames());
    }

    private static void contradictions(@Nullable MediaType type, String name, Claim claim, List<Violation> violations) {
        claim.specificType()
                .filter(declared -> contradicts(type, name, declared))
                .ifPresent(declared -> violations.add(Refusals.declaredOtherwise(name, declared)));
        claim.typeOfExtension()
                .filter(named -> contradicts(type, name, named.mimeName()))
                .ifPresent(named -> violations.add(Refusals.namedOtherwise(name, String.valueOf(claim.extension()))));
    }

    /** Between two types that are refused anyway, such as XML and SVG, there is nothing to contradict. */
    private static boolean contradicts(@Nullable MediaType type, String name, String claimed) {
        MediaType claimedType = MediaType.of(claimed).orElse(null);
        if (type == null) {
            return claimedType != null;
        }
        return !name.equals(claimed) && !isMpeg4(type, claimedType);
    }

    /** Whether MPEG-4 holds sound alone is not written at its start, so the one may go by the other's name. */
    private static boolean isMpeg4(MediaType type, @Nullable MediaType claimed) {
        return (type == MediaType.MP4 || type == MediaType.M4A)
                && (claimed == MediaType.MP4 || claimed == MediaType.M4A);
    }

    /** What unacceptable bytes are called: what they show, or else what the client says they are. */
    private static String nameOf(byte[] head, Claim claim) {
        String name = OtherContent.nameOf(head);
        boolean saysNothing = name.equals(OtherContent.TEXT) || name.equals(OtherContent.BYTES);
        return claim.specificType()
                .filter(declared -> saysNothing && MediaType.of(declared).isEmpty())
                .orElse(name);
    }
}
