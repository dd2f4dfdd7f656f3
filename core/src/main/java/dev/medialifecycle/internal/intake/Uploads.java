package dev.medialifecycle.internal.intake;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.upload.UploadRejectedException;
import dev.medialifecycle.upload.UploadValidator;

/** A host's uploads on the road in. */
public final class Uploads {
    private final State state;
    private final Announcer announcer;
    private final Policies policies;
    private final Spool spool;
    private final RoadIn road;

    /** Wired once. */
    public Uploads(Ground ground, Spool spool, RoadIn road) {
        this.state = ground.state();
        this.announcer = ground.announcer();
        this.policies = ground.policies();
        this.spool = spool;
        this.road = road;
    }

    /** Stores an upload; it is confirmed by the host's transaction if there is one, at once otherwise. */
    public Asset upload(Upload upload) {
        if (upload.owner().isBlank()) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_OWNER,
                    ErrorKind.REJECTED,
                    "An upload needs an owner. Next: authenticate the request and pass its user");
        }
        UploadPolicy policy = policies.upload(upload.role());
        try (SpooledBlob bytes = spool.take(upload.bytes(), policy.maxBytes(), UploadValidator::tooLarge)) {
            RoadIn.Arrived arrived = road.bring(
                    upload.owner(),
                    upload.role(),
                    bytes,
                    new RoadIn.Claims(upload.declaredType(), upload.clientFileName()));
            return state.joined(tx -> {
                Asset active = road.confirm(tx, arrived);
                announcer.after(tx, new MediaEvent.UploadAccepted(active));
                return active;
            });
        } catch (UploadRejectedException e) {
            announcer.tell(new MediaEvent.UploadRejected(upload.owner(), e.violations()));
            throw e;
        }
    }
}
