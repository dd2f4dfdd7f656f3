package dev.medialifecycle.internal.sweep;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.exit.SelfTestBlobs;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.sweep.SweepVerdict;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two blobs of the library's own in each scope: a bait that every look must find, and a canary that none may propose. */
public final class SelfTest {
    /** Whether a host lets the library write into its buckets for this. */
    public enum Wish {
        /** Two small blobs a scope. */
        WANTED,
        /** None. */
        NOT_WANTED
    }

    /** Beyond the minimum age, for a store whose clock is not ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    private static final byte[] TEXT = ("MediaLifecycle tests its sweeps with this file. It belongs to the library.\n")
            .getBytes(StandardCharsets.UTF_8);

    private final State state;
    private final Announcer announcer;
    private final Providers providers;
    private final Wish wish;

    /** Wired once. */
    public SelfTest(Ground ground, Wish wish) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.providers = ground.providers();
        this.wish = wish;
    }

    /** Whether a blob is the library's own, and so nobody's orphan. */
    boolean owns(BlobLocation location) {
        return wish == Wish.WANTED && (SelfTestBlobs.isBait(location) || SelfTestBlobs.isCanary(location));
    }

    /** Sees to it that both blobs are there, with network only where they are not; answers what went wrong. */
    Optional<String> plant(SweepScope scope) {
        if (!applies(scope)) {
            return Optional.empty();
        }
        Planted planted = state.own(tx -> tx.marks().find(mark(scope)).map(Planted::of))
                .orElseGet(() -> remembered(scope, null, new Planted(state.newId(), state.newId(), null)));
        if (planted.at() != null) {
            return Optional.empty();
        }
        try {
            put(SelfTestBlobs.bait(scope, planted.bait()));
            put(SelfTestBlobs.canary(scope, planted.canary()));
        } catch (MediaLifecycleException e) {
            return Optional.of(complaint(scope, "it could not be set up: " + e.getMessage()));
        }
        Planted now = remembered(scope, planted, new Planted(planted.bait(), planted.canary(), state.now()));
        return now.at() == null ? Optional.of(complaint(scope, "somebody else sets it up")) : Optional.empty();
    }

    /** Refuses a look that would take the canary; answers what else is wrong with it. */
    Optional<String> judge(SweepScope scope, Instant plannedAt, Map<BlobLocation, SweepVerdict> own) {
        own.forEach((location, verdict) -> {
            if (SelfTestBlobs.isCanary(location) && verdict == SweepVerdict.ORPHAN) {
                throw proposed(location);
            }
        });
        if (!applies(scope)) {
            return Optional.empty();
        }
        Optional<Planted> planted = state.own(tx -> tx.marks().find(mark(scope)).map(Planted::of))
                .filter(found -> isDue(found, scope, plannedAt));
        if (planted.isEmpty()) {
            return Optional.empty();
        }
        BlobLocation bait = SelfTestBlobs.bait(scope, planted.get().bait());
        for (BlobLocation blob :
                List.of(bait, SelfTestBlobs.canary(scope, planted.get().canary()))) {
            if (!own.containsKey(blob)) {
                return Optional.of(complaint(scope, missed(scope, planted.get(), blob)));
            }
        }
        SweepVerdict verdict = own.get(bait);
        return verdict == SweepVerdict.ORPHAN
                ? Optional.empty()
                : Optional.of(complaint(scope, "the bait counts as " + verdict));
    }

    /** Refuses a plan, wherever it was made, that would take a canary. */
    void check(BlobLocation orphan) {
        if (owns(orphan) && SelfTestBlobs.isCanary(orphan)) {
            throw proposed(orphan);
        }
    }

    private boolean applies(SweepScope scope) {
        return wish == Wish.WANTED
                && providers.get(scope.provider()).capabilities().contains(Capability.LIST);
    }

    private static boolean isDue(Planted planted, SweepScope scope, Instant plannedAt) {
        Instant at = planted.at();
        return at != null && !plannedAt.isBefore(at.plus(scope.minimumAge()).plus(CLOCKS_DIFFER));
    }

    private String missed(SweepScope scope, Planted planted, BlobLocation blob) {
        try {
            if (providers.of(blob).stat(blob).isPresent()) {
                return "the listing does not show " + blob + ", which is there";
            }
        } catch (MediaLifecycleException e) {
            return blob + " was not listed, and cannot be looked for: " + e.getMessage();
        }
        state.own(tx -> tx.marks().replace(mark(scope), planted.text(), null));
        return blob + " is gone; the next cycle sets it up again";
    }

    private void put(BlobLocation location) {
        StorageProvider provider = providers.of(location);
        try {
            provider.put(new PutRequest(location, new Text(), "text/plain"));
        } catch (MediaLifecycleException e) {
            // Its id is ours alone, so what is there was put by a try whose answer was lost.
            if (e.code() != ErrorCode.KEY_TAKEN) {
                throw e;
            }
        }
    }

    private Planted remembered(SweepScope scope, @Nullable Planted before, Planted next) {
        String expected = before == null ? null : before.text();
        return state.own(tx -> tx.marks().replace(mark(scope), expected, next.text())
                ? next
                : tx.marks().find(mark(scope)).map(Planted::of).orElse(next));
    }

    private String complaint(SweepScope scope, String why) {
        String text = "self-test of " + scope + ": " + why;
        announcer.tell(new MediaEvent.SelfTestFailed(scope, text));
        return text;
    }

    private static MediaLifecycleException proposed(BlobLocation canary) {
        return new MediaLifecycleException(
                ErrorCode.CANARY_PROPOSED,
                ErrorKind.REJECTED,
                "Sweep aborted: it would take " + canary + ", which the library itself refers to. Nothing deleted. "
                        + "Next: do not execute sweeps; references are not heard. Report this");
    }

    private static String mark(SweepScope scope) {
        return "selftest." + UUID.nameUUIDFromBytes(scope.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The ids of a scope's two blobs, and since when both are surely there. */
    private record Planted(UUID bait, UUID canary, @Nullable Instant at) {
        static Planted of(String text) {
            String[] words = text.split(" ", 3);
            return new Planted(
                    UUID.fromString(words[0]),
                    UUID.fromString(words[1]),
                    words[2].equals("-") ? null : Instant.parse(words[2]));
        }

        String text() {
            return bait + " " + canary + " " + (at == null ? "-" : at);
        }
    }

    private static final class Text implements BlobSource {
        @Override
        public long size() {
            return TEXT.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(TEXT);
        }
    }
}
