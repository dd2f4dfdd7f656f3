package dev.medialifecycle.internal.check;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.diagnosis.Finding;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.internal.exit.BlobEraser;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.sweep.PausedDuty;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything that a configuration rests on, from the repository to the last bucket; never throws. */
public final class Examination {
    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);
    private static final String FOLDER = "medialifecycle-check/";
    private static final int SHOWN = 100;

    private final State state;
    private final Providers providers;
    private final Policies policies;
    private final Spool spool;
    private final ReferenceDesk references;
    private final Pause pause;
    private final BlobEraser eraser;

    /** Wired once. */
    public Examination(Ground ground, Spool spool, ReferenceDesk references, Pause pause, BlobEraser eraser) {
        this.state = ground.state();
        this.providers = ground.providers();
        this.policies = ground.policies();
        this.spool = spool;
        this.references = references;
        this.pause = pause;
        this.eraser = eraser;
    }

    /** Looks now; writes one small blob to each bucket and takes it away again. */
    public Diagnosis run() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(looked("repository", ErrorCode.REPOSITORY_UNAVAILABLE, this::repository));
        findings.addAll(looked("spool", ErrorCode.UPLOAD_FAILED, () -> List.of(spool())));
        findings.addAll(looked("references", ErrorCode.REFERENCES_FAILED, references::examine));
        findings.addAll(looked("policies", ErrorCode.BUCKET_NOT_FOUND, this::policies));
        for (StorageProvider provider : providers.all()) {
            findings.addAll(looked(provider.name(), ErrorCode.STORAGE_UNAVAILABLE, provider::diagnose));
            for (String bucket : new TreeSet<>(provider.buckets())) {
                findings.addAll(roundTrip(provider, bucket));
            }
        }
        findings.forEach(finding -> LOG.info("{}", finding));
        return new Diagnosis(findings);
    }

    private List<Finding> roundTrip(StorageProvider provider, String bucket) {
        BlobLocation location = new BlobLocation(provider.name(), bucket, FOLDER + state.newId() + ".png");
        return new RoundTrip(provider, location, eraser, state::now).run();
    }

    private List<Finding> repository() {
        List<OutboxEntry> givenUp = state.own(tx -> tx.outbox().givenUp(SHOWN));
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("repository", "it answers"));
        if (!givenUp.isEmpty()) {
            findings.add(Finding.warning(
                    "repository outbox",
                    ErrorCode.DELETE_FAILED,
                    (givenUp.size() == SHOWN ? SHOWN + " or more" : givenUp.size())
                            + " effects were given up, such as: "
                            + givenUp.get(0).lastError(),
                    "look at givenUp(...), mend the cause, then retry(...)"));
        }
        for (PausedDuty paused : pause.paused()) {
            findings.add(Finding.warning(
                    "duty " + paused.duty(),
                    ErrorCode.PAUSED,
                    "it is paused: " + paused.reason(),
                    "resume() when it may go on"));
        }
        return findings;
    }

    private Finding spool() {
        spool.probe();
        return Finding.ok("spool", "files can be written");
    }

    /** A policy's bucket that its provider was not told of would be refused at the first upload. */
    private List<Finding> policies() {
        List<Finding> findings = new ArrayList<>();
        policies.uploads().forEach((role, policy) -> {
            String subject = "policy " + role;
            String place = policy.provider() + ":" + policy.bucket();
            findings.add(
                    providers.get(policy.provider()).buckets().contains(policy.bucket())
                            ? Finding.ok(subject, "goes to " + place)
                            : Finding.failed(
                                    subject,
                                    ErrorCode.BUCKET_NOT_FOUND,
                                    "Storage bucket not found: " + place,
                                    "configure provider " + policy.provider() + " with it, or correct the policy"));
        });
        return findings;
    }

    private static List<Finding> looked(String subject, ErrorCode otherwise, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            LOG.warn("The examination of {} failed", subject, e);
            return List.of(Findings.of(subject, e, otherwise));
        }
    }
}
