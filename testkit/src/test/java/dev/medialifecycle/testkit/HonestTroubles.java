package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** The failures of an honest provider's service, told as a provider should tell them. */
final class HonestTroubles implements ServiceFaults {
    private volatile Trouble trouble;
    private volatile BlobLocation kept;

    @Override
    public Set<Trouble> possible() {
        return EnumSet.allOf(Trouble.class);
    }

    @Override
    public void begin(Trouble begun, BlobLocation blob) {
        trouble = begun;
        kept = blob;
    }

    @Override
    public void end() {
        trouble = null;
        kept = null;
    }

    boolean keeps(BlobLocation blob) {
        return trouble == Trouble.KEEPS_ONE && blob.equals(kept);
    }

    <T> T request(Supplier<T> service) {
        if (trouble == null || trouble == Trouble.KEEPS_ONE) {
            return service.get();
        }
        switch (trouble) {
            case ANSWERS_LOST:
                T unused = service.get();
                throw StorageFailure.outcomeUnknown("the request", new IOException("reset"));
            case REQUESTS_LOST:
                throw StorageFailure.outcomeUnknown("the request", new IOException("reset"));
            case THROTTLED:
                throw failure(ErrorKind.THROTTLED, "asks for fewer requests").retryAfter(Duration.ofSeconds(1));
            default:
                throw failure(ErrorKind.UNAVAILABLE, "is down");
        }
    }

    private static MediaLifecycleException failure(ErrorKind kind, String what) {
        return new MediaLifecycleException(ErrorCode.STORAGE_UNAVAILABLE, kind, "The service " + what);
    }
}
