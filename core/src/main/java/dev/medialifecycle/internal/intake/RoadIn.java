package dev.medialifecycle.internal.intake;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.retention.RetentionRule;
import dev.medialifecycle.upload.Inspection;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.upload.UploadValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record, put, confirm: how whole bytes become an asset, whoever they come from. */
public final class RoadIn {
    private final State state;
    private final Providers providers;
    private final Policies policies;
    private final RetentionPolicy retention;
    private final Duration confirmWithin;

    /** An asset that nobody confirmed {@code confirmWithin} its recording is taken to be an accident. */
    public RoadIn(Ground ground, RetentionPolicy retention, Duration confirmWithin) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.policies = ground.policies();
        this.retention = retention;
        this.confirmWithin = confirmWithin;
    }

    /** What the bytes are said to be. */
    public record Claims(
            @Nullable String declaredType, @Nullable String clientFileName) {
        /** Nothing is said. */
        public static Claims none() {
            return new Claims(null, null);
        }
    }

    /** Bytes that are stored, and recorded as PENDING until {@link #confirm}. */
    public record Arrived(Asset pending, StoredBlob stored) {}

    /** Validates, records and stores; a crash from here on leaves a PENDING asset, never an unknown blob. */
    public Arrived bring(String owner, AssetRole role, SpooledBlob bytes, Claims claims) {
        UploadPolicy policy = policies.upload(role);
        Inspection seen = new UploadValidator(policy).validate(bytes, claims.declaredType(), claims.clientFileName());
        Asset pending = pending(owner, role, policy, seen, bytes);
        // Law 1: the record is durable before the first byte goes out.
        state.own(tx -> {
            tx.assets().insert(pending);
            state.add(
                    tx,
                    new Effect.SettleUpload(pending.id()),
                    pending.createdAt().plus(confirmWithin));
            return pending;
        });
        return new Arrived(pending, put(pending, bytes));
    }

    /** The asset is in use as soon as this transaction commits; if it never does, the asset leaves as unconfirmed. */
    public Asset confirm(Transaction tx, Arrived arrived) {
        Instant now = state.now();
        Asset active =
                tx.assets().update(arrived.pending().active(arrived.stored().handle(), now));
        if (retention.of(active.role()).rule() instanceof RetentionRule.AfterAge rule) {
            state.add(tx, new Effect.Quarantine(active.id(), LeaveCause.AGED), now.plus(rule.age()));
        }
        return active;
    }

    private Asset pending(String owner, AssetRole role, UploadPolicy policy, Inspection seen, SpooledBlob bytes) {
        Instant now = state.now();
        UUID id = state.newId();
        String key = policy.keys().key(owner, id, now, seen.type());
        return new Asset(
                new AssetId(id),
                owner,
                role,
                AssetState.PENDING,
                new BlobLocation(policy.provider(), policy.bucket(), key),
                new Content(seen.type().mimeName(), bytes.size(), bytes.sha256(), seen.dimensions()),
                null,
                null,
                null,
                now,
                now,
                now,
                0);
    }

    private StoredBlob put(Asset pending, SpooledBlob bytes) {
        try {
            return providers
                    .of(pending.location())
                    .put(new PutRequest(
                            pending.location(), bytes, pending.content().type(), bytes.sha256()));
        } catch (MediaLifecycleException e) {
            throw new MediaLifecycleException(
                    ErrorCode.UPLOAD_FAILED,
                    e.kind(),
                    "Upload failed: " + e.getMessage()
                            + ". Nothing was kept; what may have been stored will be removed",
                    e);
        }
    }
}
